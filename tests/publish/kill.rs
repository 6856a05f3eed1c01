//! Publications that are killed.

use std::{
    env,
    process::{Command, Stdio},
    thread,
    time::Instant,
};

use super::site::Site;

/// How often to kill: `RASHOMON_KILLS`, or so many times.
pub fn times(default: u32) -> u32 {
    env::var("RASHOMON_KILLS").ok().and_then(|times| times.parse().ok()).unwrap_or(default)
}

/// Publishes a site whose summary changes each time, kills the program somewhere on its way so many times, and
/// looks each time whether readers have a whole site. Says how it went.
pub fn at_random_moments(site: &Site, times: u32, look: &dyn Fn() -> Result<(), String>) -> String {
    site.publish(&[]).fine();
    let start = Instant::now();
    site.event("flood", "How long one takes.");
    site.publish(&[]).fine();
    let length = start.elapsed();
    let (mut runs, mut killed, mut state) = (0, 0, 7_u64);
    while killed < times {
        let round = runs;
        runs += 1;
        assert!(runs < 4 * times, "only {killed} of {runs} were killed before they ended");
        site.event("flood", &format!("Round {round}."));
        let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .arg("--root")
            .arg(site.root())
            .args(["publish", "--quiet"])
            .envs(site.variables())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // A linear congruential generator (Knuth, MMIX): the moments are scattered, and the same each time.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = u32::try_from(state >> 44).unwrap();
        thread::sleep(length * share / (1 << 20));
        killed += u32::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        look().unwrap_or_else(|why| panic!("round {round}: {why}"));
        if round % 10 == 9 {
            let said = site.publish(&[]).fine();
            look().unwrap_or_else(|why| panic!("round {round}, mended: {why}\n{said:#?}"));
        }
    }
    format!("{runs} runs, {killed} killed on their way, 0 torn")
}
