//! Builds the program anew when a file of the built-in theme or of the example is added or removed; the macro that
//! embeds them only sees the files that were there when it ran.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=static");
    println!("cargo::rerun-if-changed=src/starter/site");
}
