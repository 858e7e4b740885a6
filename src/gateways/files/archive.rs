//! A ZIP archive: unpacked into nothing, to see how much there is in it. Nothing of it is ever written.

use std::fs::File;
use std::io::{self, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::domain::attachment::{ArchiveFault, ENTRIES_MOST, LARGEST_UNPACKED};

/// Judges an archive by what its entries really hold, whatever they say of themselves.
pub(super) fn judge(file: File) -> Result<(), ArchiveFault> {
    let mut archive = ZipArchive::new(file).map_err(|error| told(&error))?;
    if archive.has_duplicate_names() {
        // Of entries with one name only the last would be looked at.
        return Err(ArchiveFault::Broken);
    }
    match archive.len() {
        0 => return Err(ArchiveFault::Nothing),
        count if count > ENTRIES_MOST => return Err(ArchiveFault::TooManyEntries),
        _ => {}
    }
    let mut left = LARGEST_UNPACKED;
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(|error| told(&error))?;
        if entry.name().map_or(true, |name| is_stray(&name)) || entry.is_symlink() {
            return Err(ArchiveFault::StrayName);
        }
        // One byte more than is left tells that there is more.
        let unpacked = io::copy(&mut entry.by_ref().take(left + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|_| ArchiveFault::Broken)?;
        left = left.checked_sub(unpacked).ok_or(ArchiveFault::TooMuch)?;
    }
    Ok(())
}

/// Whether a name would leave the folder into which somebody unpacks the archive.
fn is_stray(name: &str) -> bool {
    let rooted = name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':');
    rooted || name.contains('\0') || name.split(['/', '\\']).any(|part| part == "..")
}

fn told(error: &ZipError) -> ArchiveFault {
    let locked =
        matches!(error, ZipError::UnsupportedArchive(words) if *words == ZipError::PASSWORD_REQUIRED);
    if locked { ArchiveFault::Encrypted } else { ArchiveFault::Broken }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, SeekFrom, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(entries: &[(&str, usize)]) -> File {
        let mut writer = ZipWriter::new(tempfile::tempfile().unwrap());
        for (name, size) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            let zeros = vec![0; 1 << 16];
            let mut left = *size;
            while left > 0 {
                let some = left.min(zeros.len());
                writer.write_all(&zeros[..some]).unwrap();
                left -= some;
            }
        }
        writer.finish().unwrap()
    }

    #[test]
    fn an_archive_is_judged_by_what_is_in_it() {
        let names: Vec<String> = (0..=ENTRIES_MOST).map(|index| format!("{index}.txt")).collect();
        let many: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 1)).collect();
        let half = usize::try_from(LARGEST_UNPACKED / 2).unwrap();
        for (file, judged) in [
            (archive(&[("скан.pdf", 10), ("папка/скан.pdf", 10)]), Ok(())),
            (archive(&[("a", half), ("b", half)]), Ok(())),
            (archive(&[("a", half), ("b", half + 1)]), Err(ArchiveFault::TooMuch)),
            (archive(&many[1..]), Ok(())),
            (archive(&many), Err(ArchiveFault::TooManyEntries)),
            (archive(&[]), Err(ArchiveFault::Nothing)),
            (archive(&[("a/../../b", 1)]), Err(ArchiveFault::StrayName)),
            (archive(&[("/etc/passwd", 1)]), Err(ArchiveFault::StrayName)),
            (archive(&[("C:\\b", 1)]), Err(ArchiveFault::StrayName)),
        ] {
            assert_eq!(judge(file), judged);
        }
    }

    #[test]
    fn a_torn_archive_is_refused() {
        let mut bytes = Vec::new();
        let mut whole = archive(&[("a", 1000)]);
        io::Seek::rewind(&mut whole).unwrap();
        whole.read_to_end(&mut bytes).unwrap();
        let mut torn = tempfile::tempfile().unwrap();
        torn.write_all(&bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(judge(torn), Err(ArchiveFault::Broken));
    }

    #[test]
    fn entries_of_one_name_are_refused_however_much_is_in_them() {
        let mut twice = archive(&[("a.txt", 10), ("b.txt", 10)]);
        let mut bytes = Vec::new();
        twice.seek(SeekFrom::Start(0)).unwrap();
        twice.read_to_end(&mut bytes).unwrap();
        let renamed = String::from_utf8_lossy(&bytes).matches("b.txt").count();
        assert_eq!(renamed, 2, "before the entry, and in the directory");
        while let Some(at) = bytes.windows(5).position(|name| name == b"b.txt") {
            bytes[at] = b'a';
        }
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        assert_eq!(judge(file), Err(ArchiveFault::Broken));
    }
}
