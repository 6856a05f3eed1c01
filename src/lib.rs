//! Rashomon compiles the articles that several outlets published about one event into pages that
//! show, side by side, how each outlet framed the same facts.

pub mod analysis;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod export;
pub mod model;
pub mod output;
pub mod page;
pub mod pipeline;
pub mod render;
pub mod resolve;
pub mod words;
pub mod world;
