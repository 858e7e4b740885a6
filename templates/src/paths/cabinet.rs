//! The URLs of the cabinet, and of what expires.

use super::fill;

addresses! {
    /// Sign in to the cabinet.
    CABINET_SIGN_IN = "/cabinet/sign-in" => cabinet_sign_in();
    /// The client's applications.
    CABINET = "/cabinet" => cabinet();
    /// The state of one application, for the client.
    CABINET_APPLICATION = "/cabinet/applications/{number}" => cabinet_application(number);
    /// Withdrawing a returned application.
    WITHDRAWAL = "/cabinet/applications/{number}/withdrawal" => withdrawal(number);
    /// Completing the set-up.
    CABINET_COMPLETION = "/cabinet/applications/{number}/completion" => cabinet_completion(number);
    /// Telling the partner that the client waits for an application.
    NUDGE = "/cabinet/applications/{number}/nudge" => nudge(number);
    /// The changes of one application, as they happen.
    CABINET_CHANGES = "/cabinet/applications/{number}/changes" => cabinet_changes(number);
    /// A certificate of one application.
    CABINET_CERTIFICATE = "/cabinet/applications/{number}/certificates/{serial}" => cabinet_certificate(number, serial);
    /// The files that are attached to one application.
    ATTACHMENTS = "/cabinet/applications/{number}/attachments" => attachments(number);
    /// One of these files.
    ATTACHMENT = "/cabinet/applications/{number}/attachments/{attachment}" => attachment(number, attachment);
    /// Removing one of these files.
    ATTACHMENT_REMOVAL = "/cabinet/applications/{number}/attachments/{attachment}/removal" => attachment_removal(number, attachment);
    /// A file that a client attached, for whoever checks the application.
    ATTACHED_FILE = "/partner/applications/{number}/attachments/{attachment}" => attached_file(number, attachment);
    /// The partner's organisations of which something expires.
    EXPIRING = "/partner/expiring" => expiring();
    /// The same as a file.
    EXPIRING_FILE = "/partner/expiring/export" => expiring_file();
    /// Reminding an organisation of what expires.
    REMINDER = "/partner/expiring/{code}/reminder" => reminder(code);
}
