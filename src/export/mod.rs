//! The comparison and the site as data: bytes for machines, one file a format.

pub mod comparison;
pub mod schema;
