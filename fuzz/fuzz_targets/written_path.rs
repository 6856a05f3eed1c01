#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
#[allow(dead_code, reason = "each target uses a part")]
mod holds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::paths::written(bytes));
