//! The logo of a seller, printed at the head of its documents. It is kept by the SHA-256 of its bytes and never changes.

use sha2::{Digest as _, Sha256};

use super::{Seller, SellerEvent, SellerRow, SellerTerms, SellerTurn};
use crate::domain::change::Change;

/// How large an uploaded file is at most, in bytes.
pub const LARGEST_LOGO: usize = 1024 * 1024;
/// How wide and how high an uploaded picture is at most, in pixels.
pub const LOGO_SIDE: u32 = 4_000;
/// How wide and how high a logo is at least as it is printed, in pixels.
pub const LEAST_LOGO: u32 = 8;
/// Into which width and height in pixels a picture is scaled down before it is kept.
const LOGO_FITS: [u32; 2] = [800, 320];

/// A logo as it is kept: a PNG that was written by this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// The PNG.
    pub bytes: Vec<u8>,
}

/// Why a file is no logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoFault {
    /// No file was chosen, or it is empty.
    #[error("no file")]
    Missing,
    /// It has more than [`LARGEST_LOGO`] bytes.
    #[error("too large")]
    TooLarge,
    /// It is neither a PNG nor a JPEG.
    #[error("no picture")]
    NoPicture,
    /// It has more than [`LOGO_SIDE`] pixels on a side.
    #[error("too many pixels")]
    TooManyPixels,
    /// It has fewer than [`LEAST_LOGO`] pixels on a side.
    #[error("too small")]
    TooSmall,
    /// It is so narrow that nothing of it is left when it is scaled down.
    #[error("too narrow")]
    TooNarrow,
    /// It ends early, or its content is broken.
    #[error("damaged")]
    Damaged,
    /// It is written in a way that few programs read.
    #[error("a rare way of writing")]
    Rare,
}

impl LogoFault {
    /// What whoever uploads it reads beside the field.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Missing => "Приложите файл PNG или JPEG".to_owned(),
            Self::TooLarge => "Файл больше 1 МБ".to_owned(),
            Self::NoPicture => "Это не PNG и не JPEG".to_owned(),
            Self::TooManyPixels => format!("Картинка больше {LOGO_SIDE}×{LOGO_SIDE} точек"),
            Self::TooSmall => {
                format!("Картинка слишком мала: нужно хотя бы {LEAST_LOGO} точек по каждой стороне")
            }
            Self::TooNarrow => "Картинка слишком узкая: на документе ее не будет видно".to_owned(),
            Self::Damaged => {
                "Файл поврежден или дошел не полностью: проверьте его и приложите снова".to_owned()
            }
            Self::Rare => {
                "Такую картинку прочитать нельзя: сохраните ее в другой программе как PNG".to_owned()
            }
        }
    }
}

impl Logo {
    /// A logo of these bytes.
    #[must_use]
    pub fn of(bytes: Vec<u8>) -> Self {
        Self { sha256: hex::encode(Sha256::digest(&bytes)), bytes }
    }

    /// Whether the bytes are those that were kept under the hash.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sha256 == hex::encode(Sha256::digest(&self.bytes))
    }
}

/// The width and height in pixels into which a picture is scaled down; one that fits stays as it is.
#[must_use]
pub fn fitting(width: u32, height: u32) -> (u32, u32) {
    let [most_wide, most_high] = LOGO_FITS;
    if width <= most_wide && height <= most_high {
        return (width, height);
    }
    let scaled = |side: u32, by: u32, of: u32| {
        let scaled = u64::from(side) * u64::from(by) / u64::from(of.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    };
    if u64::from(width) * u64::from(most_high) >= u64::from(height) * u64::from(most_wide) {
        (most_wide, scaled(height, most_wide, width))
    } else {
        (scaled(width, most_high, height), most_high)
    }
}

impl Seller {
    /// Keeps a logo; nothing where it is the present one. The requisites were kept before.
    #[must_use]
    pub fn keep_logo(self, logo: Logo) -> Option<Change<SellerTurn>> {
        let change = self.change_logo(Some(logo.sha256.clone()))?;
        let (turn, event) = change.into_parts();
        Some(Change::new(SellerTurn { added: SellerRow::Logo(logo), ..turn }, event))
    }

    /// Takes the logo off the documents that are issued from now on; nothing where there is none.
    #[must_use]
    pub fn remove_logo(self) -> Option<Change<SellerTurn>> {
        self.change_logo(None)
    }

    fn change_logo(self, logo: Option<String>) -> Option<Change<SellerTurn>> {
        let terms = self.terms.clone().filter(|terms| terms.logo != logo)?;
        Some(self.keep_terms(SellerTerms { logo, ..terms }))
    }
}

/// What became of the logo at a change of the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoTurn {
    /// It was uploaded.
    Uploaded,
    /// Another one took its place.
    Replaced,
    /// It was taken off.
    Removed,
}

impl SellerEvent {
    /// What became of the logo; nothing where it stayed.
    #[must_use]
    pub fn logo_turn(&self) -> Option<LogoTurn> {
        let Self::SellerTermsSet { was, now } = self else { return None };
        let was = was.as_ref().and_then(|was| was.logo.as_ref());
        match (was, now.logo.as_ref()) {
            (None, Some(_)) => Some(LogoTurn::Uploaded),
            (Some(was), Some(now)) if was != now => Some(LogoTurn::Replaced),
            (Some(_), None) => Some(LogoTurn::Removed),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::tests::typed;
    use super::*;
    use crate::domain::form::FieldFaults;
    use crate::domain::ids::PartnerId;

    fn seller() -> Seller {
        let terms = typed().read(&mut FieldFaults::new());
        Seller { terms, ..Seller::blank(PartnerId(1)) }
    }

    #[test]
    fn a_picture_is_scaled_down_into_its_place_and_never_up() {
        for (from, to) in [
            ((800, 320), (800, 320)),
            ((10, 10), (10, 10)),
            ((1600, 640), (800, 320)),
            ((4000, 4000), (320, 320)),
            ((4000, 1), (800, 1)),
            ((1, 4000), (1, 320)),
            ((900, 100), (800, 88)),
        ] {
            assert_eq!(fitting(from.0, from.1), to, "{from:?}");
        }
    }

    #[test]
    fn a_logo_is_uploaded_replaced_and_removed_and_each_is_told() {
        assert!(Seller::blank(PartnerId(1)).keep_logo(Logo::of(vec![1])).is_none(), "no requisites yet");
        assert!(seller().remove_logo().is_none());
        let mut seller = seller();
        for (logo, told) in [
            (Some(vec![1]), LogoTurn::Uploaded),
            (Some(vec![2]), LogoTurn::Replaced),
            (None, LogoTurn::Removed),
        ] {
            let change = match logo.clone() {
                Some(bytes) => seller.clone().keep_logo(Logo::of(bytes)),
                None => seller.clone().remove_logo(),
            };
            let (turn, event) = change.unwrap().into_parts();
            assert_eq!(event.logo_turn(), Some(told));
            let kept = logo.map(Logo::of);
            assert_eq!(
                turn.seller.terms.as_ref().unwrap().logo,
                kept.as_ref().map(|logo| logo.sha256.clone())
            );
            assert_eq!(turn.added, kept.clone().map_or(SellerRow::Terms, SellerRow::Logo));
            seller = turn.seller;
            assert!(kept.and_then(|logo| seller.clone().keep_logo(logo)).is_none(), "the same again");
        }
    }

    #[test]
    fn terms_without_a_logo_are_read_as_they_always_were() {
        let terms = seller().terms.unwrap();
        let written = serde_json::to_string(&terms).unwrap();
        assert!(!written.contains("logo"), "{written}");
        assert_eq!(serde_json::from_str::<SellerTerms>(&written).unwrap(), terms);
    }
}
