//! How much of anything is read. Content comes from anybody: what would take minutes, gigabytes or the whole
//! stack is a finding that names the file. Each limit is far above what an editor writes.

/// The longest text, in bytes: a page of Markdown, a capture, a lock, a template. The longest novels have four
/// megabytes; a text is held several times while it is read.
pub const TEXT_BYTES: usize = 16 << 20;

/// The longest front matter or settings, in bytes. Readers of TOML and YAML look at every key more than once.
pub const FRONT_BYTES: usize = 512 << 10;

/// The largest file of any kind, in bytes: a picture, a recording. It is held in memory while it is copied.
pub const FILE_BYTES: u64 = 1 << 30;

/// How deep raw HTML in Markdown may nest. Deeper nesting is no text, and slow in every browser.
pub const HTML_DEPTH: usize = 128;

/// How many bytes of a file's code are coloured; what follows stays plain. Colouring takes a second for each
/// hundred thousand.
pub const COLOURED_BYTES: usize = 200_000;

/// How many marks a source may have: a long article has a hundred.
pub const MARKS: usize = 20_000;

/// How many headings an event may have.
pub const HEADINGS: usize = 25_000;

/// How many facts, terms and voices an event may declare together: each has a row in several tables.
pub const DECLARED: usize = 5_000;
