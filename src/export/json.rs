//! JSON that people can read too: indented by two spaces, with a line end.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Room that most files of data take.
const ROOM: usize = 16 << 10;

/// Data as indented JSON with a line end.
pub fn json(data: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(ROOM);
    let mut serializer = Serializer::with_formatter(&mut bytes, Indented::default());
    // Writing to memory does not fail, and every key of ours is text.
    data.serialize(&mut serializer).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Writes what `serde_json` writes when it is asked to be pretty, but a line's beginning at once and not space by
/// space: half of such a file is indentation.
#[derive(Default)]
struct Indented {
    depth: usize,
    /// Whether what is open holds anything.
    has_value: bool,
}

/// A comma, a line end and the spaces of the next line, as deep as ours go.
const LINE: &[u8; 42] = b",\n                                        ";

impl Indented {
    fn line<W: ?Sized + Write>(&self, writer: &mut W, is_first: bool) -> Result<()> {
        let (start, end) = (usize::from(is_first), 2 + 2 * self.depth);
        if let Some(line) = LINE.get(start..end) {
            return writer.write_all(line);
        }
        writer.write_all(&LINE[start..2])?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: u8) -> Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(&[bracket])
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: u8) -> Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.line(writer, true)?;
        }
        writer.write_all(&[bracket])
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b'[')
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b']')
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.open(writer, b'{')
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.close(writer, b'}')
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::json;

    #[test]
    fn it_is_what_the_library_writes() {
        let deep = (0..30).fold(json!([{}]), |inner, _| json!([{ "a": inner, "b": [] }, 1]));
        for data in [json!(null), json!([]), json!({}), json!([[], {}, [1]]), json!({ "a": "\"\n", "b": [1.5] }), deep]
        {
            let wanted = serde_json::to_string_pretty::<Value>(&data).unwrap() + "\n";
            assert_eq!(String::from_utf8(json(&data)).unwrap(), wanted);
        }
    }
}
