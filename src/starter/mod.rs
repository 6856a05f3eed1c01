//! What an editor begins with: a small whole site, and files in which every key is explained.
//!
//! Nothing is written here; the texts are made from what is embedded in the program and from the tables of
//! fields by which it reads, so that neither can explain a key that the program does not have.

mod file;
mod form;
mod site;

pub use file::{event, outlet, source};
pub use site::site;
