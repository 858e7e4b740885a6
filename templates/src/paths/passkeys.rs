//! The URLs of passkeys: one's own, and signing in with one.

use super::fill;

addresses! {
    /// The viewer's passkeys, and adding one.
    PASSKEYS = "/profile/passkeys" => passkeys();
    /// Asking a device for a new passkey.
    PASSKEY_CHALLENGE = "/profile/passkeys/challenge" => passkey_challenge();
    /// Giving a passkey another name.
    PASSKEY_NAME = "/profile/passkeys/{passkey}/name" => passkey_name(passkey);
    /// Removing a passkey.
    PASSKEY_REMOVAL = "/profile/passkeys/{passkey}/removal" => passkey_removal(passkey);
    /// Signing in with a passkey, at any door.
    PASSKEY_SIGN_IN = "/sign-in/passkey" => passkey_sign_in();
    /// Asking a device for any of its passkeys.
    PASSKEY_SIGN_IN_CHALLENGE = "/sign-in/passkey/challenge" => passkey_sign_in_challenge();
}
