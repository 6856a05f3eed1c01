//! The command `rashomon`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Pages are made of very many small texts.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    rashomon::cli::main()
}
