//! Rules over what was read, one a file. Each takes what it looks at and gives findings, or items of
//! the worklist.

pub mod addresses;
pub mod links;
pub mod worklist;
