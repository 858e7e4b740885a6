//! Uploaded pictures: decoded within limits and written anew, so that nothing of the file that came in is kept but its pixels.

use std::io::Cursor;

use bytes::Bytes;
use image::error::{ImageError, LimitErrorKind};
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};
use tokio::sync::Semaphore;

use crate::domain::seller::{LARGEST_LOGO, LEAST_LOGO, LOGO_SIDE, Logo, LogoFault, fitting};

/// How much memory a picture may take while it is decoded, in bytes: four channels of 16 bits, and the decoder's own.
const MEMORY: u64 = 192 * 1024 * 1024;
/// How many pictures are decoded at once.
const AT_A_TIME: usize = 1;
/// How many bytes stand before the first chunk of a PNG.
const SIGNATURE: usize = 8;
/// The chunks of a PNG that its pixels need, and the one that says which side is up.
const NEEDED: [&[u8; 4]; 6] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"eXIf"];
/// Where a JPEG begins to hold its pixels, and where it ends.
const SCAN: &[u8] = &[0xff, 0xda];
const END: &[u8] = &[0xff, 0xd9];

static TURNS: Semaphore = Semaphore::const_new(AT_A_TIME);

/// Makes a logo of an uploaded file, away from other work: a PNG on white, scaled down to the size that is printed.
pub async fn logo(file: Bytes) -> Result<Logo, LogoFault> {
    // The semaphore is never closed.
    let turn = TURNS.acquire().await.ok();
    let drawing = tokio::task::spawn_blocking(move || {
        let drawn = drawn(&file);
        drop(turn);
        drawn
    });
    drawing.await.unwrap_or(Err(LogoFault::Damaged))
}

fn drawn(file: &[u8]) -> Result<Logo, LogoFault> {
    if file.is_empty() {
        return Err(LogoFault::Missing);
    }
    if file.len() > LARGEST_LOGO {
        return Err(LogoFault::TooLarge);
    }
    let picture = on_white(decoded(file)?);
    let (width, height) = fitting(picture.width(), picture.height());
    if width.min(height) < LEAST_LOGO {
        return Err(if picture.width().max(picture.height()) < LEAST_LOGO * 4 {
            LogoFault::TooSmall
        } else {
            LogoFault::TooNarrow
        });
    }
    let picture = scaled(picture, width, height);
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|fault| told(&fault))?;
    Ok(Logo::of(bytes.into_inner()))
}

fn decoded(file: &[u8]) -> Result<DynamicImage, LogoFault> {
    let format = match file {
        [0x89, b'P', b'N', b'G', ..] => ImageFormat::Png,
        [0xff, 0xd8, 0xff, ..] => ImageFormat::Jpeg,
        _ => return Err(LogoFault::NoPicture),
    };
    if format == ImageFormat::Jpeg && !is_whole_jpeg(file) {
        return Err(LogoFault::Damaged);
    }
    let file = if format == ImageFormat::Png { needed_chunks(file) } else { file.to_vec() };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LOGO_SIDE);
    limits.max_image_height = Some(LOGO_SIDE);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|fault| told(&fault))?;
    let orientation = decoder.orientation().map_err(|fault| told(&fault))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|fault| told(&fault))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// A PNG without what its pixels do not need: a colour profile or a text in it may unpack to far more than the memory that a picture
/// gets, before the decoder counts it.
fn needed_chunks(file: &[u8]) -> Vec<u8> {
    let (start, mut rest) = file.split_at(SIGNATURE.min(file.len()));
    let mut needed = start.to_vec();
    while let Some((length, kind)) = rest.first_chunk::<4>().zip(rest.get(4..8)) {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        // Its length, its name and its checksum are around it.
        let (chunk, after) = rest.split_at(length.saturating_add(12).min(rest.len()));
        if NEEDED.iter().any(|one| one.as_slice() == kind) {
            needed.extend_from_slice(chunk);
        }
        rest = after;
    }
    needed
}

/// Whether a JPEG goes on to its end: the decoder would paint what is missing in grey. The end of a picture that lies within
/// another one's description comes before the pixels.
fn is_whole_jpeg(file: &[u8]) -> bool {
    let last = |mark: &[u8]| file.windows(mark.len()).rposition(|part| part == mark);
    last(END).is_some_and(|end| last(SCAN).is_some_and(|scan| scan < end))
}

/// The picture as it looks on paper. What is transparent has any colour in a file, often black, which would show at the edges
/// when the picture is scaled.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let seen = picture.into_rgba8();
    let mut paper = RgbImage::new(seen.width(), seen.height());
    for (to, from) in paper.pixels_mut().zip(seen.pixels()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [red, green, blue].map(|colour| blended(colour, alpha));
    }
    DynamicImage::ImageRgb8(paper)
}

/// A colour of which so much is seen, out of 255, on white.
fn blended(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    let sum = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(sum).unwrap_or(u8::MAX)
}

/// A large picture is first averaged to twice its size, which is fast, and then scaled well.
fn scaled(picture: DynamicImage, width: u32, height: u32) -> DynamicImage {
    if (picture.width(), picture.height()) == (width, height) {
        return picture;
    }
    let (twice_wide, twice_high) = (width * 2, height * 2);
    let near = if picture.width() > twice_wide && picture.height() > twice_high {
        picture.thumbnail_exact(twice_wide, twice_high)
    } else {
        picture
    };
    near.resize_exact(width, height, FilterType::CatmullRom)
}

fn told(fault: &ImageError) -> LogoFault {
    match fault {
        ImageError::Limits(limit) if matches!(limit.kind(), LimitErrorKind::DimensionError) => {
            LogoFault::TooManyPixels
        }
        ImageError::Unsupported(_) | ImageError::Limits(_) => LogoFault::Rare,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::IoError(_) => LogoFault::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma, Rgb, Rgba, RgbaImage};

    use super::*;

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn striped(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, y| Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90])).into()
    }

    fn seen(logo: &Logo) -> RgbImage {
        image::load_from_memory_with_format(&logo.bytes, ImageFormat::Png).unwrap().into_rgb8()
    }

    #[test]
    fn a_picture_becomes_a_png_of_the_printed_size_and_keeps_nothing_else() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let logo = drawn(&written(&striped(2_000, 500), format)).unwrap();
            assert_eq!(seen(&logo).dimensions(), (800, 200), "{format:?}");
            assert!(logo.bytes.starts_with(b"\x89PNG") && logo.is_whole());
        }
        let mut told = written(&striped(40, 20), ImageFormat::Png);
        let secret = b"\x00\x00\x00\x0dtEXtAuthor\x00Orlov!\x3e\x0f\x2a\x11";
        told.splice(33..33, secret.iter().copied());
        // A checksum that is wrong is no fault of what is left out.
        if let Ok(logo) = drawn(&told) {
            assert!(!logo.bytes.windows(5).any(|part| part == b"Orlov"));
        }
        let small = drawn(&written(&striped(40, 20), ImageFormat::Png)).unwrap();
        assert_eq!(seen(&small), striped(40, 20).into_rgb8(), "one that fits stays as it is");
    }

    #[test]
    fn what_is_transparent_is_white_whatever_its_colour() {
        let clear = RgbaImage::from_pixel(30, 30, Rgba([0, 0, 0, 0]));
        let logo = drawn(&written(&clear.into(), ImageFormat::Png)).unwrap();
        assert!(seen(&logo).pixels().all(|pixel| pixel.0 == [255; 3]));
        assert_eq!((blended(0, 255), blended(7, 0), blended(100, 128)), (0, 255, 177));
        let grey = GrayImage::from_pixel(30, 30, Luma([9]));
        assert!(drawn(&written(&grey.into(), ImageFormat::Png)).is_ok());
    }

    #[test]
    fn each_file_that_is_no_logo_is_refused_for_its_own_reason() {
        let png = written(&striped(300, 200), ImageFormat::Png);
        let jpeg = written(&striped(300, 200), ImageFormat::Jpeg);
        let tall = written(&GrayImage::new(1, 20_000).into(), ImageFormat::Png);
        let dot = written(&GrayImage::new(1, 1).into(), ImageFormat::Png);
        let line = written(&GrayImage::new(3_000, 10).into(), ImageFormat::Png);
        let mut broken = png.clone();
        broken[60] ^= 0x55;
        for (file, fault) in [
            (Vec::new(), LogoFault::Missing),
            (b"just a text, called logo.png".to_vec(), LogoFault::NoPicture),
            (b"GIF89a\x01\x00\x01\x00".to_vec(), LogoFault::NoPicture),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), LogoFault::NoPicture),
            (png[..png.len() / 2].to_vec(), LogoFault::Damaged),
            (png[..20].to_vec(), LogoFault::Damaged),
            (b"\x89PNG\r\n\x1a\n".to_vec(), LogoFault::Damaged),
            (broken, LogoFault::Damaged),
            (jpeg[..jpeg.len() / 2].to_vec(), LogoFault::Damaged),
            (b"\xff\xd8\xff\xff\xda\xff\xd9".to_vec(), LogoFault::Damaged),
            (tall, LogoFault::TooManyPixels),
            (dot, LogoFault::TooSmall),
            (line, LogoFault::TooNarrow),
            (vec![0; LARGEST_LOGO + 1], LogoFault::TooLarge),
        ] {
            let start: Vec<u8> = file.iter().copied().take(12).collect();
            assert_eq!(drawn(&file), Err(fault), "{start:?}");
        }
    }

    #[test]
    fn a_colour_profile_is_left_out_before_anything_of_it_is_unpacked() {
        let png = written(&striped(40, 20), ImageFormat::Png);
        let mut profile = vec![0, 0, 0, 7];
        profile.extend(b"iCCPicc\0\0\xff\xff\x00\x00\x00\x00");
        let mut with_profile = png.clone();
        with_profile.splice(33..33, profile);
        assert_eq!(needed_chunks(&with_profile), needed_chunks(&png));
        assert_eq!(drawn(&with_profile), drawn(&png));
        for cut in 0..with_profile.len() {
            assert!(needed_chunks(&with_profile[..cut]).len() <= cut);
        }
    }

    #[tokio::test]
    async fn a_small_file_of_the_largest_picture_is_decoded_within_the_limits() {
        let bomb = written(&GrayImage::new(LOGO_SIDE, LOGO_SIDE).into(), ImageFormat::Png);
        assert!(bomb.len() < LARGEST_LOGO, "{}", bomb.len());
        assert_eq!(seen(&logo(bomb.into()).await.unwrap()).dimensions(), (320, 320));
    }
}
