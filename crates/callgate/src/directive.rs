//! The two directives.

use serde::{Deserialize, Serialize};

/// A directive that Callgate acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directive {
    /// `'use server'`
    #[serde(rename = "use server")]
    UseServer,
    /// `'use client'`
    #[serde(rename = "use client")]
    UseClient,
}

impl Directive {
    /// The text between the quotes.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::UseServer => "use server",
            Self::UseClient => "use client",
        }
    }
}
