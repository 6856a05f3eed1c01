//! Rules over what was read, one a file. Each takes what it looks at and gives findings.

pub mod addresses;
pub mod links;
