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
    /// The subscriptions to closing documents.
    SUBSCRIPTIONS = "/cabinet/subscriptions" => subscriptions();
    /// Ending a subscription in the cabinet.
    SUBSCRIPTION_END = "/cabinet/subscriptions/{subscription}/end" => subscription_end(subscription);
    /// Saying that an organisation is not one's own.
    DISOWNING = "/cabinet/disowning" => disowning();
    /// Opening the documents again that a question is about.
    REOPENING = "/partner/questions/{question}/documents" => reopening(question);
    /// Confirming the address of an archive, by the link of a letter.
    ARCHIVE_CONFIRMATION = "/archives/addresses/{token}" => archive_confirmation(token);
    /// Confirming the address of a subscription, by the link of a letter.
    SUBSCRIPTION_CONFIRMATION = "/subscriptions/addresses/{token}" => subscription_confirmation(token);
    /// Ending a subscription by the link of a letter; mail programs post here.
    SUBSCRIPTION_ENDING = "/subscriptions/{token}" => subscription_ending(token);
    /// Taking an archive by the link of a letter.
    ARCHIVE_TAKING = "/archives/{token}" => archive_taking(token);
}
