//! What the program knows once everything is resolved: plain immutable types, no text positions,
//! no HTML templates, no files.
//!
//! Facts, terms, voices and reports are referred to by their index in the [`Event`] that holds them.

mod date;
mod decimal;
mod event;
mod evidence;
mod html;
mod mark;
mod outlet;
mod source;
mod value;

pub use date::{Day, Moment};
pub use decimal::Decimal;
pub use event::{Correction, Event, Fact, Group, Note, Term, Voice, is_reserved_anchor};
pub use evidence::{Article, Found, Overlap, Quotation, Run, Zone};
pub use html::{Html, Link, Piece, PlainText, plain_text};
pub use mark::{By, Form, Frame, Mark, Stance, Target, Translation, Translator};
pub use outlet::{Outlet, Ownership};
pub use source::{Absent, Capture, Role, Source, TextKind};
pub use value::{Qualifier, Value};
