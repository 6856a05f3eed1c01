//! A line on the terminal that says how far long work is. Elsewhere there is none.

use std::{
    io::{self, IsTerminal, Write},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How often the line changes at most.
const PACE: Duration = Duration::from_millis(100);

/// Draws the line, and takes it away when it is dropped.
pub struct Meter {
    /// When it was drawn last; `None` where nobody looks.
    drawn: Option<Mutex<Option<Instant>>>,
}

impl Meter {
    /// A line on standard error, if that is a terminal and somebody `wants` it.
    pub fn new(wants: bool) -> Meter {
        Meter { drawn: (wants && io::stderr().is_terminal()).then(Mutex::default) }
    }

    /// Says that so many of `all` are done; an `all` of 0 is not known.
    pub fn tell(&self, what: &str, done: usize, all: usize) {
        let Some(drawn) = &self.drawn else { return };
        let mut last = drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|last| last.elapsed() < PACE) && done != all {
            return;
        }
        *last = Some(Instant::now());
        let amount = match (done, all) {
            (0, 0) => "…".to_owned(),
            (_, 0) => format!(" {done}"),
            _ => format!(" {done} of {all}"),
        };
        let _ = write!(io::stderr().lock(), "\r\x1b[2K{what}{amount}");
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if self.drawn.take().is_some_and(|drawn| drawn.into_inner().is_ok_and(|last| last.is_some())) {
            let _ = write!(io::stderr().lock(), "\r\x1b[2K");
        }
    }
}
