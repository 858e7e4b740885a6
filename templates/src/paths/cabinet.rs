//! The URLs of the client's cabinet.

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
}
