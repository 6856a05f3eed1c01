//! What is asked for of a page: the templates name a part of what there is to know, and only that need be
//! made.

use ahash::AHashSet;

/// Names of fields; `None` if they may be any.
pub type Names = Option<AHashSet<String>>;

/// What the templates of a page ask for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'n>(Option<&'n AHashSet<String>>);

impl<'n> Asked<'n> {
    /// What templates ask for that know these names.
    pub fn new(names: &'n Names) -> Self {
        Asked(names.as_ref())
    }

    /// Whether a field may be asked for.
    pub fn has(self, name: &str) -> bool {
        self.0.is_none_or(|names| names.contains(name))
    }

    /// The field of this name if it is asked for; else nothing much.
    pub fn of<T: Default>(self, name: &str, make: impl FnOnce() -> T) -> T {
        if self.has(name) { make() } else { T::default() }
    }
}
