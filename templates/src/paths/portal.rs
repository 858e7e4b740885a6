//! The URLs of the portal.

use super::fill;

addresses! {
    /// Sign in to the portal.
    PORTAL_SIGN_IN = "/portal/sign-in" => portal_sign_in();
    /// Registration in the portal.
    REGISTRATION = "/portal/registration" => registration();
    /// Registration in the portal by phone.
    REGISTRATION_BY_PHONE = "/portal/registration/phone" => registration_by_phone();
    /// Where the registration of this browser stands.
    CONFIRMATION = "/portal/confirmation" => confirmation();
    /// Confirming a number by the code of its SMS.
    CONFIRMATION_CODE = "/portal/confirmation/code" => confirmation_code();
    /// Asking for its letter or its code again.
    CONFIRMATION_LETTER = "/portal/confirmation/letter" => confirmation_letter();
    /// Confirming an address by the link of the letter.
    CONFIRMING = "/portal/confirmation/{token}" => confirming(token);
    /// Recovery of login and password.
    RECOVERY = "/portal/recovery" => recovery();
    /// Recovery by phone.
    RECOVERY_BY_PHONE = "/portal/recovery/phone" => recovery_by_phone();
    /// The code that opens the form of another password.
    RECOVERY_CODE = "/portal/recovery/code" => recovery_code();
    /// A client's ITS contracts and what partners offer.
    OWN_ITS_CONTRACTS = "/portal/contracts" => own_its_contracts();
    /// Accepting what a partner offers.
    OFFER_ACCEPTANCE = "/portal/contracts/{offer}/acceptance" => offer_acceptance(offer);
    /// Declining what a partner offers.
    OFFER_REFUSAL = "/portal/contracts/{offer}/refusal" => offer_refusal(offer);
    /// The first page of the portal: one's own products, and what can be had for free.
    PORTAL = "/portal" => portal();
    /// Registering a product by its number and PIN.
    PRODUCT_REGISTRATION = "/portal/products/registration" => product_registration();
    /// The questionnaire about a product whose PIN was right.
    QUESTIONNAIRE = "/portal/products/registration/{claim}" => questionnaire(claim);
    /// Getting a product for free.
    FREE_PRODUCT = "/portal/products/free/{free}" => free_product(free);
    /// One of one's own products.
    OWN_PRODUCT = "/portal/products/{product}" => own_product(product);
    /// What the menu names and nobody here serves.
    NOT_SERVED = "/portal/services/{service}" => not_served(service);
    /// The codes of one's own organisations.
    SUBSCRIBER_CODES = "/portal/subscriber/codes" => subscriber_codes();
    /// What somebody of the portal says of themselves.
    SUBSCRIBER_PROFILE = "/portal/subscriber/profile" => subscriber_profile();
    /// Adding an e-mail to an account that has none.
    OWN_EMAIL = "/portal/subscriber/email" => own_email();
    /// Inviting somebody to an organisation.
    CLIENT_INVITATION = "/portal/subscriber/invitation" => client_invitation();
    /// Taking an invitation back.
    CLIENT_INVITATION_WITHDRAWAL = "/portal/subscriber/organizations/{code}/invitations/{invitation}/withdrawal"
        => client_invitation_withdrawal(code, invitation);
    /// The people of one's own organisations.
    MEMBERS = "/portal/subscriber/people" => members();
    /// Ending what somebody may do for an organisation.
    MEMBER_ENDING = "/portal/subscriber/organizations/{code}/people/{person}/ending" => member_ending(code, person);
    /// Naming the account that the ИНН of an organisation opens.
    MEMBER_BY_INN = "/portal/subscriber/organizations/{code}/people/{person}/by-inn" => member_by_inn(code, person);
    /// What the link of an invitation opens.
    MEMBERSHIP_OFFER = "/portal/invitation/{token}" => membership_offer(token);
    /// One's own organisations.
    OWN_ORGANIZATIONS = "/portal/subscriber/organizations" => own_organizations();
    /// Whether the account is connected to «Интернет-поддержка».
    PORTAL_SUPPORT = "/portal/support" => portal_support();
}
