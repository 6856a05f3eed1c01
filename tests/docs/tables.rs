/// Comments.
pub const MARKERS: [&str; 1] = ["keys"];
