//! The URLs of the passwords of one's own programs.

use super::fill;

addresses! {
    /// The passwords of the viewer's programs.
    PROGRAM_PASSWORDS = "/profile/programs" => program_passwords();
    /// Ending one of them.
    PROGRAM_PASSWORD_ENDING = "/profile/programs/{password}/ending" => program_password_ending(password);
}
