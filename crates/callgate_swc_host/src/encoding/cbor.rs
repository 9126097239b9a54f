//! Just enough CBOR to walk a tree and copy it with changes. Lengths are always given: SWC writes
//! no others.

/// Major types of CBOR.
pub(super) mod major {
    pub(in super::super) const BYTES: u8 = 2;
    pub(in super::super) const TEXT: u8 = 3;
    pub(in super::super) const ARRAY: u8 = 4;
    pub(in super::super) const TAG: u8 = 6;
}

/// The empty list, which stands for `None`. `Some` is a list of one.
pub(super) const NONE: u8 = 0x80;
/// The head of a list of one.
pub(super) const SOME: u8 = 0x81;
/// `false`.
pub(super) const FALSE: u8 = 0xF4;

/// What stands at the start of each value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) major: u8,
    /// The number, the length, or the tag.
    pub(super) argument: u64,
}

/// A place in encoded bytes. Reading past the end, or what is not there, gives `None`.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl Reader<'_> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn head(&mut self) -> Option<Head> {
        let first = self.peek()?;
        let size = match first & 0x1F {
            0..=23 => 0,
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return None,
        };
        let end = self.at + 1 + size;
        let argument = match self.bytes.get(self.at + 1..end)? {
            [] => u64::from(first & 0x1F),
            bytes => bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
        };
        self.at = end;
        Some(Head { major: first >> 5, argument })
    }

    /// The length of the array that starts here.
    pub(super) fn array(&mut self) -> Option<u64> {
        let head = self.head()?;
        (head.major == major::ARRAY).then_some(head.argument)
    }

    pub(super) fn tag(&mut self) -> Option<u64> {
        let head = self.head()?;
        (head.major == major::TAG).then_some(head.argument)
    }

    /// Passes over a value, whatever is in it.
    pub(super) fn skip(&mut self) -> Option<()> {
        let mut left = 1_u64;
        while left > 0 {
            left -= 1;
            let Head { major, argument } = self.head()?;
            match major {
                major::BYTES | major::TEXT => {
                    self.at = self.at.checked_add(usize::try_from(argument).ok()?)?;
                    if self.at > self.bytes.len() {
                        return None;
                    }
                }
                major::ARRAY => left = left.checked_add(argument)?,
                // A map holds two values for each of its entries.
                5 => left = left.checked_add(argument.checked_mul(2)?)?,
                major::TAG => left += 1,
                _ => {}
            }
        }
        Some(())
    }
}

/// Appends the head of a value.
pub(super) fn write_head(out: &mut Vec<u8>, major: u8, argument: u64) {
    let first = major << 5;
    match argument {
        0..=23 => out.push(first | argument as u8),
        24..=0xFF => out.extend([first | 24, argument as u8]),
        0x100..=0xFFFF => {
            out.push(first | 25);
            out.extend((argument as u16).to_be_bytes());
        }
        _ => {
            out.push(first | 26);
            out.extend((argument as u32).to_be_bytes());
        }
    }
}
