//! The kinds of open work, in one list.

/// Names one kind of open work. Names are part of the contract: they may be added, not renamed.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// What kind of work is open.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[doc = $doc])+ $variant,)+ }

        impl Kind {
            /// Every kind, in the order of the list.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)+];

            /// The name as it is printed.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$variant => $name,)+ }
            }
        }
    };
}

kinds! {
    /// An event, a source, a page or an outlet's profile that is left out of the site.
    Draft => "draft",
    /// An event that declares nothing to compare.
    NoFacts => "no-facts",
    /// An event with fewer than two reports.
    FewReports => "few-reports",
    /// A report that was not searched for every fact, or a fact that was not looked for everywhere.
    NotCoded => "not-coded",
    /// A fact that every report was searched for, and none carries.
    NotCarried => "not-carried",
    /// A term that reports name in one way, or not at all.
    OneName => "one-name",
    /// A voice that no report is marked to quote.
    UnquotedVoice => "unquoted-voice",
    /// A source with excerpts that were not found in its article.
    Unverified => "unverified",
    /// A report without an address at which it can be read.
    NoUrl => "no-url",
    /// A report of which nothing says when it was published.
    NoDate => "no-date",
    /// An outlet whose profile does not say who owns it.
    NoOwnership => "no-ownership",
}
