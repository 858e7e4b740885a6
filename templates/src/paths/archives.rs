//! The URLs of archives of documents: in the cabinet, and in the letters.

use super::fill;

addresses! {
    /// The archives that a client asked for.
    OWN_ARCHIVES = "/cabinet/archives" => own_archives();
    /// The changes of them, as they happen.
    ARCHIVE_CHANGES = "/cabinet/archives/changes" => archive_changes();
    /// Asking for an archive.
    NEW_ARCHIVE = "/cabinet/archives/new/{kind}" => new_archive(kind);
    /// An archive, as a file.
    ARCHIVE_FILE = "/cabinet/archives/{archive}/file" => archive_file(archive);
    /// Sending an archive to another address.
    ARCHIVE_ADDRESS = "/cabinet/archives/{archive}/address" => archive_address(archive);
    /// Saying that an organisation is not one's own.
    DISOWNING = "/cabinet/disowning" => disowning();
    /// Opening the documents again that a question is about.
    REOPENING = "/partner/questions/{question}/documents" => reopening(question);
    /// Confirming the address of an archive, by the link of a letter.
    ARCHIVE_CONFIRMATION = "/archives/addresses/{token}" => archive_confirmation(token);
    /// Taking an archive by the link of a letter.
    ARCHIVE_TAKING = "/archives/{token}" => archive_taking(token);
}
