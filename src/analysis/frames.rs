//! Frames: Entman's four functions, report by report.

use crate::model::{Event, Frame, Target};

/// A passage that does a function's work, by report and mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FramePassage {
    pub report: usize,
    pub mark: usize,
}

/// The passages of one function in all reports, in column order and the article's order.
pub fn frames(event: &Event, frame: Frame) -> Vec<FramePassage> {
    let mut passages = Vec::new();
    for (report, source) in event.reports.iter().enumerate() {
        for (mark, _) in source.marks.iter().enumerate().filter(|(_, mark)| mark.on.contains(&Target::Frame(frame))) {
            passages.push(FramePassage { report, mark });
        }
    }
    passages
}
