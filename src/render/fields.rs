//! Contexts for templates, of no more than the templates [name](super::names).
//!
//! Values are turned into those of templates by the templates' own serializer; this one stands before it
//! and lets the fields of structs pass that are named, at any depth. Maps are the editor's, and pass whole.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    ptr,
};

use ahash::AHashMap;
use serde::{
    Serialize, Serializer,
    ser::{
        Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant,
    },
};
use tera::{Context, TeraResult, Value};

use crate::page::{Names, REPEATED};

/// A context of the fields of two structs that are named.
///
/// # Errors
/// When a value has no fields, or one of them is no value for templates.
pub fn context(names: &Names, frame: &impl Serialize, content: &impl Serialize) -> TeraResult<Context> {
    let told = Told { names, known: [const { Cell::new((0, 0, false)) }; SLOTS], made: RefCell::default() };
    let mut given = Context::new();
    add(&mut given, &Named { value: frame, told: &told })?;
    add(&mut given, &Named { value: content, told: &told })?;
    Ok(given)
}

fn add(context: &mut Context, value: &Named<'_, impl Serialize>) -> TeraResult<()> {
    let fields = Value::try_from_serializable(value)?.into_map();
    for (name, value) in fields.ok_or_else(|| tera::Error::message("no fields for a template"))? {
        let name = name.as_str().map(ToOwned::to_owned);
        context.insert_value(Cow::Owned(name.unwrap_or_default()), value);
    }
    Ok(())
}

/// A value of which only the named fields are told.
struct Named<'n, T: ?Sized> {
    value: &'n T,
    told: &'n Told<'n>,
}

/// More than there are fields, about.
const SLOTS: usize = 512;

/// What is told of a value.
struct Told<'n> {
    /// The fields that are named.
    names: &'n Names,
    /// Whether a field is, by where its name stands and its length, as those of structs do not move: the last one of
    /// each slot.
    known: [Cell<(usize, usize, bool)>; SLOTS],
    /// The values of parts that are [repeated](Repeated), by where they stand.
    made: RefCell<AHashMap<usize, Value>>,
}

impl<T: Serialize + ?Sized> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Through { inner: serializer, told: self.told })
    }
}

/// A serializer, or a part of one, before which the fields that nobody names are left out.
struct Through<'n, S> {
    inner: S,
    told: &'n Told<'n>,
}

impl<'n, S> Through<'n, S> {
    fn named<'v, T: ?Sized>(&self, value: &'v T) -> Named<'v, T>
    where
        'n: 'v,
    {
        Named { value, told: self.told }
    }

    fn asks_for(&self, key: &'static str) -> bool {
        let Some(names) = self.told.names else { return true };
        let (place, length) = (key.as_ptr().addr(), key.len());
        let slot = &self.told.known[place % SLOTS];
        if slot.get().0 != place || slot.get().1 != length {
            slot.set((place, length, names.contains(key)));
        }
        slot.get().2
    }
}

impl<S: Serializer> Through<'_, S> {
    /// The value of a part that is repeated.
    fn made<T: Serialize + ?Sized>(&self, part: &T) -> Result<Value, S::Error> {
        let place = ptr::from_ref(part).addr();
        if let Some(made) = self.told.made.borrow().get(&place) {
            return Ok(made.clone());
        }
        let made = Value::try_from_serializable(&self.named(part)).map_err(S::Error::custom)?;
        self.told.made.borrow_mut().insert(place, made.clone());
        Ok(made)
    }
}

/// Hands on what has no fields.
macro_rules! plain {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<S::Ok, S::Error> { self.inner.$method(value) })*
    };
}

/// Hands on the elements of a list.
macro_rules! elements {
    ($($part:ident: $method:ident),*) => {
        $(impl<S: $part> $part for Through<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                let value = self.named(value);
                self.inner.$method(&value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })*
    };
}

/// Hands on the fields that are named.
macro_rules! fields {
    ($($part:ident),*) => {
        $(impl<S: $part> $part for Through<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
                if !self.asks_for(key) {
                    return Ok(());
                }
                let value = self.named(value);
                self.inner.serialize_field(key, &value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })*
    };
}

elements!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);
fields!(SerializeStruct, SerializeStructVariant);

impl<S: SerializeMap> SerializeMap for Through<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let value = self.named(value);
        self.inner.serialize_value(&value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

impl<'n, S: Serializer> Serializer for Through<'n, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Through<'n, S::SerializeSeq>;
    type SerializeTuple = Through<'n, S::SerializeTuple>;
    type SerializeTupleStruct = Through<'n, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Through<'n, S::SerializeTupleVariant>;
    type SerializeMap = Through<'n, S::SerializeMap>;
    type SerializeStruct = Through<'n, S::SerializeStruct>;
    type SerializeStructVariant = Through<'n, S::SerializeStructVariant>;

    plain!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    );

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_none()
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Named { value, told: self.told })
    }

    fn serialize_unit_variant(self, name: &'static str, at: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit_variant(name, at, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        if name == REPEATED {
            return self.made(value)?.serialize(self.inner);
        }
        self.inner.serialize_newtype_struct(name, &Named { value, told: self.told })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_variant(name, at, variant, &Named { value, told: self.told })
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Through { inner: self.inner.serialize_seq(length)?, told: self.told })
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        Ok(Through { inner: self.inner.serialize_tuple(length)?, told: self.told })
    }

    fn serialize_tuple_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeTupleStruct, S::Error> {
        Ok(Through { inner: self.inner.serialize_tuple_struct(name, length)?, told: self.told })
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        Ok(Through { inner: self.inner.serialize_tuple_variant(name, at, variant, length)?, told: self.told })
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Through { inner: self.inner.serialize_map(length)?, told: self.told })
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Through { inner: self.inner.serialize_struct(name, length)?, told: self.told })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        Ok(Through { inner: self.inner.serialize_struct_variant(name, at, variant, length)?, told: self.told })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::page::Repeated;

    #[derive(Serialize)]
    struct Place {
        one: Repeated<Part>,
        others: Vec<Repeated<Part>>,
        unnamed: Part,
    }

    /// A part that counts how often it is told.
    #[derive(Clone, Default)]
    struct Part(Cell<usize>);

    impl Serialize for Part {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.set(self.0.get() + 1);
            let mut part = serializer.serialize_struct("Part", 2)?;
            part.serialize_field("told", &self.0.get())?;
            part.serialize_field("unnamed", "")?;
            part.end()
        }
    }

    #[test]
    fn fields_that_nobody_names_are_left_out_and_parts_that_are_repeated_are_told_once() {
        let one = Repeated::from(Part::default());
        let other = Repeated::from(Part(Cell::new(5)));
        let place = Place { one: one.clone(), others: vec![other, one.clone(), one.clone()], unnamed: Part::default() };
        let names = Some(["one", "others", "told"].into_iter().map(ToOwned::to_owned).collect());
        let context = context(&names, &BTreeMap::<&str, &str>::new(), &place).unwrap();
        let told = |name: &str| serde_json::to_value(context.get(name)).unwrap().to_string();
        assert_eq!(told("one"), r#"{"told":1}"#);
        assert_eq!(told("others"), r#"[{"told":6},{"told":1},{"told":1}]"#);
        assert_eq!((one.0.get(), place.unnamed.0.get()), (1, 0));
        assert!(context.get("unnamed").is_none());
    }
}
