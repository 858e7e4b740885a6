//! The URLs of second factors: of the sign-in, of the profile, of a house.

use super::fill;

addresses! {
    /// The second factor of a sign-in.
    SECOND_STEP = "/sign-in/code" => second_step();
    /// Asking for a passkey there.
    SECOND_STEP_CHALLENGE = "/sign-in/code/challenge" => second_step_challenge();
    /// Proving again who one is.
    PROOF = "/profile/proof" => proof();
    /// Asking for a passkey there.
    PROOF_CHALLENGE = "/profile/proof/challenge" => proof_challenge();
    /// The viewer's authenticator app and recovery codes.
    OWN_CODES = "/profile/codes" => own_codes();
    /// Showing a new secret for an app.
    OWN_APP_START = "/profile/codes/start" => own_app_start();
    /// Putting the app into use.
    OWN_APP = "/profile/codes/app" => own_app();
    /// Removing the app.
    OWN_APP_REMOVAL = "/profile/codes/removal" => own_app_removal();
    /// Making recovery codes.
    OWN_RECOVERY_CODES = "/profile/codes/recovery" => own_recovery_codes();
    /// Saying no, by the link of a letter, to taking the second factors off.
    FACTOR_RESET_REFUSAL = "/factor-reset/{token}" => factor_reset_refusal(token);
    /// Second factors of a partner's people: who must have one, who lacks it, who lost it.
    FACTORS = "/partner/people/factors" => factors();
    /// Ending a requirement of a second factor.
    FACTOR_RULE_ENDING = "/partner/people/factors/{rule}/ending" => factor_rule_ending(rule);
    /// Asking to take the second factors off somebody.
    FACTOR_RESETS = "/partner/people/factor-resets" => factor_resets();
    /// Agreeing to it.
    FACTOR_RESET_CONFIRMATION = "/partner/people/factor-resets/{reset}/confirmation" => factor_reset_confirmation(reset);
    /// Taking it back.
    FACTOR_RESET_ENDING = "/partner/people/factor-resets/{reset}/ending" => factor_reset_ending(reset);
    /// The same at the operator.
    OPERATOR_FACTORS = "/operator/people/factors" => operator_factors();
    /// Ending a requirement there.
    OPERATOR_FACTOR_RULE_ENDING = "/operator/people/factors/{rule}/ending" => operator_factor_rule_ending(rule);
    /// Asking there to take the second factors off somebody.
    OPERATOR_FACTOR_RESETS = "/operator/people/factor-resets" => operator_factor_resets();
    /// Agreeing to it there.
    OPERATOR_FACTOR_RESET_CONFIRMATION = "/operator/people/factor-resets/{reset}/confirmation" => operator_factor_reset_confirmation(reset);
    /// Taking it back there.
    OPERATOR_FACTOR_RESET_ENDING = "/operator/people/factor-resets/{reset}/ending" => operator_factor_reset_ending(reset);
}
