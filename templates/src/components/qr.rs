//! A QR code, drawn in the page itself.

use maud::{Markup, Render, html};
use qrcode::{Color, QrCode};

/// How many light modules surround a code.
const QUIET: usize = 4;

/// A QR code of a text.
pub(crate) struct Qr<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// What it is, for whoever does not see it.
    pub(crate) label: &'a str,
}

impl Render for Qr<'_> {
    /// Nothing when the text is too long for a QR code.
    fn render(&self) -> Markup {
        let Ok(code) = QrCode::new(self.text) else { return html! {} };
        let side = code.width() + 2 * QUIET;
        html! {
            div.qr role="img" aria-label=(self.label) {
                svg width="220" height="220" viewBox={ "0 0 " (side) " " (side) } shape-rendering="crispEdges" {
                    rect width="100%" height="100%" fill="#fff" {}
                    path fill="#000" d=(modules(&code)) {}
                }
            }
        }
    }
}

/// The dark modules, each a square of side one.
fn modules(code: &QrCode) -> String {
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let square = |place: usize| format!("M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET);
    dark.map(|(place, _)| square(place)).collect()
}
