//! The codes of all findings, in one list.

/// Names one kind of finding. Codes are part of the contract: they may be added, not renamed.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// What kind of finding it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The code as it is printed.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }
        }
    };
}

codes! {
    // Files
    /// A file or folder that cannot be read.
    UnreadableFile => "unreadable-file",
    /// A text that is no UTF-8.
    InvalidUtf8 => "invalid-utf8",
    /// A file name that is no UTF-8.
    InvalidFileName => "invalid-file-name",
    /// A symbolic link that leaves the site.
    OutsideLink => "outside-link",
    /// A file in `content/` that is at no known place.
    UnknownFile => "unknown-file",
    /// An event folder without `index.md`, or a site without `site.toml`.
    MissingFile => "missing-file",
    /// The output folder holds files that are not ours.
    ForeignOutput => "foreign-output",
    /// Another build is writing to the output folder.
    BusyOutput => "busy-output",
    /// A file that a command would make and that is already there.
    FileExists => "file-exists",
    /// The disk failed: it is full, or a folder is not writable.
    DiskFailure => "disk-failure",
    /// The program itself failed; the preview goes on without the event that it failed of.
    InternalError => "internal-error",

    // Front matter
    /// A file without front matter.
    MissingFrontMatter => "missing-front-matter",
    /// Front matter that is not closed, or no TOML or YAML.
    MalformedFrontMatter => "malformed-front-matter",
    /// A key that the format does not have.
    UnknownKey => "unknown-key",
    /// A required key that is not there.
    MissingKey => "missing-key",
    /// A value of another type than the key takes.
    WrongType => "wrong-type",
    /// A value of the right type that is not allowed.
    InvalidValue => "invalid-value",
    /// A date that does not exist or is written in another form.
    InvalidDate => "invalid-date",
    /// An id with other characters than lower-case letters, digits and hyphens.
    InvalidId => "invalid-id",
    /// An address (URL) with an unknown scheme or no host.
    InvalidUrl => "invalid-url",
    /// A slug that is empty, reserved, or that a file system cannot hold.
    InvalidSlug => "invalid-slug",
    /// Full text without `rights`.
    MissingRights => "missing-rights",

    // Names
    /// An outlet without a profile.
    UnknownOutlet => "unknown-outlet",
    /// A source that the event does not have.
    UnknownSource => "unknown-source",
    /// A fact that the event does not declare.
    UnknownFact => "unknown-fact",
    /// A term that the event does not declare.
    UnknownTerm => "unknown-term",
    /// A voice that the event does not declare.
    UnknownVoice => "unknown-voice",
    /// A frame other than Entman's four functions.
    UnknownFrame => "unknown-frame",
    /// An id that is declared twice in an event.
    DuplicateId => "duplicate-id",
    /// An id that the page uses itself.
    ReservedId => "reserved-id",

    // Marks
    /// A mark that does not follow the grammar.
    MalformedMark => "malformed-mark",
    /// A parameter that marks do not have.
    UnknownParameter => "unknown-parameter",
    /// A parameter that does not belong to the mark's schemes.
    MisplacedParameter => "misplaced-parameter",
    /// A stance other than the four.
    UnknownStance => "unknown-stance",
    /// A qualifier that is not known.
    UnknownQualifier => "unknown-qualifier",
    /// A form of quotation that is not known.
    UnknownForm => "unknown-form",
    /// A value that is no number although the fact has a unit, or no word although it has none.
    InvalidReading => "invalid-reading",
    /// A mark and `[[absent]]` for one fact in one source.
    MarkedAndAbsent => "marked-and-absent",
    /// An excerpt without words.
    EmptyExcerpt => "empty-excerpt",
    /// An excerpt longer than `[quotation] max_words`.
    LongExcerpt => "long-excerpt",
    /// An excerpt that does not stand in the archived article.
    ExcerptNotFound => "excerpt-not-found",
    /// An excerpt that stands in the article several times.
    AmbiguousExcerpt => "ambiguous-excerpt",
    /// A fact with two main marks in one source.
    TwoMainMarks => "two-main-marks",
    /// A heading that declares a fact, term or voice wrongly.
    MalformedHeading => "malformed-heading",

    // Evidence
    /// Excerpts for which there is neither capture nor lock.
    UnverifiedExcerpts => "unverified-excerpts",
    /// A capture whose SHA-256 is not that of the front matter.
    CaptureChanged => "capture-changed",
    /// A line of a capture that the capture does not have.
    MissingLine => "missing-line",
    /// A full text that is not that of its capture.
    FullTextDiffers => "full-text-differs",
    /// Excerpts that publish more of an article than `[quotation] max_share`.
    LargeShare => "large-share",
    /// Captures at hand, but no `evidence.lock`.
    MissingLock => "missing-lock",
    /// An `evidence.lock` that is older than marks, captures or furniture.
    StaleLock => "stale-lock",
    /// An `evidence.lock` that cannot be read.
    MalformedLock => "malformed-lock",

    // Markdown
    /// A link to a file, page or anchor that does not exist.
    BrokenLink => "broken-link",
    /// A link with a scheme that is not allowed.
    ForbiddenLink => "forbidden-link",
    /// An image that does not exist or is no picture.
    MissingImage => "missing-image",
    /// An image without alternative text.
    MissingAltText => "missing-alt-text",
    /// A footnote that is used but not written.
    MissingFootnote => "missing-footnote",
    /// Raw HTML that is nested too deep.
    DeepHtml => "deep-html",

    // The site
    /// Two files for one address.
    DuplicateAddress => "duplicate-address",
    /// A topic that is written in two ways.
    TopicSpelling => "topic-spelling",
    /// A template that cannot be parsed.
    TemplateSyntax => "template-syntax",
    /// A template that fails while a page is rendered.
    TemplateError => "template-error",

    // Import
    /// An address that is not public, or no page of the web.
    RefusedAddress => "refused-address",
    /// An address that gave no page.
    UnreachableAddress => "unreachable-address",
    /// A page that is larger than any article.
    TooLarge => "too-large",
    /// A page in which no article was found.
    NoArticle => "no-article",

    // Publishing
    /// A target that is not there, or none that is named.
    UnknownTarget => "unknown-target",
    /// A site that is not for readers, or a target that holds something else.
    PublishRefused => "publish-refused",
    /// A publication that would take away more files than is allowed.
    TooManyDeletes => "too-many-deletes",
    /// A target that could not be reached or did not take the site.
    PublishFailed => "publish-failed",
    /// Somebody else is publishing there, or was faster.
    PublishBusy => "publish-busy",
    /// A program that a target needs and that is not there.
    MissingProgram => "missing-program",
}
