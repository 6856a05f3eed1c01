//! Buckets: an object store in this process, and another one where it is told to run.

mod bucket;
mod content;
mod faults;
mod kills;
mod measure;
mod moto;
mod readers;
mod server;
