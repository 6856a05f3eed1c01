//! Parts of a context that stand in several places of a page.

use std::{ops::Deref, sync::Arc};

use serde::{Serialize, Serializer};

/// A part that stands in several places of a page. It is made once, and once turned into a value of templates.
#[derive(Debug, PartialEq)]
pub struct Repeated<T>(Arc<T>);

/// The name by which serializers know a [`Repeated`]; they are given the part itself, at its own address.
pub const REPEATED: &str = "Repeated";

impl<T> From<T> for Repeated<T> {
    fn from(part: T) -> Self {
        Repeated(Arc::new(part))
    }
}

impl<T> Clone for Repeated<T> {
    fn clone(&self) -> Self {
        Repeated(Arc::clone(&self.0))
    }
}

impl<T> Deref for Repeated<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Repeated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(REPEATED, &*self.0)
    }
}
