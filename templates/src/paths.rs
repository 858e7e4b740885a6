//! Every URL: the router's pattern, and the function that fills it.

#[macro_use]
mod addresses;
mod archives;
mod cabinet;
mod cloud;
mod drafts;
mod factors;
mod filling;
mod passkeys;
mod people;
mod portal;
mod programs;
mod questions;
mod rights;
mod sales;

pub use archives::*;
pub use cabinet::*;
pub use cloud::*;
pub use drafts::*;
pub use factors::*;
use filling::fill;
pub use filling::with_query;
pub use passkeys::*;
pub use people::*;
pub use portal::*;
pub use programs::*;
pub use questions::*;
pub use rights::*;
pub use sales::*;

addresses! {
    /// The first page; it redirects to the viewer's desk.
    HOME = "/" => home();
    /// Sign in, for whoever works at a desk.
    SIGN_IN = "/sign-in" => sign_in();
    /// Sign out.
    SIGN_OUT = "/sign-out" => sign_out();
    /// Whom clients write or call.
    CONTACTS = "/contacts" => contacts();
    /// A document that is accepted at the registration.
    CONSENT = "/documents/{document}" => consent(document);
    /// The picture of a captcha.
    CAPTCHA = "/captcha/{id}" => captcha(id);
    /// A static file.
    ASSET = "/assets/{name}" => asset(name);
    /// Keyboard shortcuts.
    KEYS = "/keys" => keys();
    /// The letters of the demo.
    MAIL = "/mail" => mail();
    /// One letter of the demo.
    MAIL_LETTER = "/mail/{id}" => mail_letter(id);

    /// The viewer's profile.
    PROFILE = "/profile" => profile();
    /// Changing the viewer's password.
    OWN_PASSWORD = "/profile/password" => own_password();
    /// Ending all of the viewer's sessions but this one.
    OWN_SESSIONS_ENDING = "/profile/sessions/ending" => own_sessions_ending();
    /// Ending one of the viewer's sessions.
    OWN_SESSION_ENDING = "/profile/sessions/{mark}/ending" => own_session_ending(mark);
    /// Requesting a link that sets a password.
    FORGOTTEN = "/password" => forgotten();
    /// Setting a password through a link.
    SET_PASSWORD = "/password/{token}" => set_password(token);

    /// The organisations that the letters typed so far may mean, a fragment.
    SUGGESTIONS = "/suggestions" => suggestions();
    /// What was sent when the session had ended.
    RESUMED = "/resumed" => resumed();

    /// The partner's queue.
    QUEUE = "/partner/applications" => queue();
    /// The card of an application.
    APPLICATION = "/partner/applications/{number}" => application(number);
    /// Taking an application.
    TAKING = "/partner/applications/{number}/taking" => taking(number);
    /// Releasing an application to the queue.
    RELEASE = "/partner/applications/{number}/release" => release(number);
    /// Handing an application over to a colleague.
    HANDOVER = "/partner/applications/{number}/handover" => handover(number);
    /// The connection parameters.
    PARAMETERS = "/partner/applications/{number}/parameters" => parameters(number);
    /// Forwarding to the operator.
    FORWARDING = "/partner/applications/{number}/forwarding" => forwarding(number);
    /// Undoing the forwarding.
    FORWARDING_UNDO = "/partner/applications/{number}/forwarding/undo" => forwarding_undo(number);
    /// Returning to the client.
    RETURN = "/partner/applications/{number}/return" => return_to_client(number);
    /// Rejecting for good.
    REJECTION = "/partner/applications/{number}/rejection" => rejection(number);
    /// Putting on hold.
    HOLD = "/partner/applications/{number}/hold" => hold(number);
    /// Ending a hold.
    HOLD_END = "/partner/applications/{number}/hold/end" => hold_end(number);
    /// Saving the merged parameters of two people.
    PARAMETERS_MERGE = "/partner/applications/{number}/parameters/merge" => parameters_merge(number);
    /// The notes of colleagues.
    NOTES = "/partner/applications/{number}/notes" => notes(number);
    /// The other viewers of an application, a fragment.
    PRESENCE = "/partner/applications/{number}/presence" => presence(number);
    /// The price before the click, a fragment.
    PRICE = "/partner/applications/{number}/price" => price(number);
    /// The application as the client sent it.
    ORIGINAL = "/partner/applications/{number}/original" => original(number);
    /// The state of an application, a fragment that polls.
    PROGRESS = "/partner/applications/{number}/progress" => progress(number);

    /// What arrived in the queue since it was shown, a fragment that polls.
    ARRIVALS = "/partner/arrivals" => arrivals();
    /// The saved filters of the queue.
    SAVED_FILTERS = "/partner/filters" => saved_filters();
    /// Deleting a saved filter.
    SAVED_FILTER_REMOVAL = "/partner/filters/{id}/removal" => saved_filter_removal(id);
    /// The preview of a bulk verb.
    BULK = "/partner/bulk" => bulk();
    /// Running a bulk verb.
    BULK_RUN = "/partner/bulk/run" => bulk_run();
    /// The preference for the page after a decision.
    AFTER_ACTION = "/partner/after-action" => after_action();

    /// The partner's organisations.
    ORGANIZATIONS = "/partner/organizations" => organizations();
    /// The card of an organisation.
    ORGANIZATION = "/partner/organizations/{code}" => organization(code);
    /// Who administers an organisation in the cabinet, and inviting one.
    ADMINISTRATORS = "/partner/organizations/{code}/administrators" => administrators(code);
    /// Taking such an invitation back.
    ADMINISTRATOR_WITHDRAWAL = "/partner/organizations/{code}/administrators/{invitation}/withdrawal"
        => administrator_withdrawal(code, invitation);

    /// The partner's months.
    STATEMENTS = "/partner/statements" => statements();
    /// One month.
    STATEMENT = "/partner/statements/{month}" => statement(month);
    /// Agreeing to a month.
    AGREEMENT = "/partner/statements/{month}/agreement" => agreement(month);
    /// Disputing a line.
    DISPUTE = "/partner/statements/{month}/lines/{id}/dispute" => dispute(month, id);
    /// Withdrawing the dispute about a line.
    ACCEPTANCE = "/partner/statements/{month}/lines/{id}/acceptance" => acceptance(month, id);
    /// A month as a file.
    EXPORT = "/partner/statements/{month}/export/{format}" => export(month, format);
    /// The explanation of a line.
    CHARGE = "/partner/charges/{id}" => charge(id);

    /// The partner's journal.
    JOURNAL = "/partner/journal" => journal();
    /// The partner's journal as a file.
    JOURNAL_FILE = "/partner/journal/export" => journal_file();


    /// The partner's ITS logins.
    ITS_LOGINS = "/partner/logins" => its_logins();
    /// One ITS login.
    ITS_LOGIN = "/partner/logins/{login}" => its_login(login);
    /// Setting the last day of its contract.
    ITS_CONTRACT = "/partner/logins/{login}/contract" => its_contract(login);
    /// Blocking it.
    BLOCKING = "/partner/logins/{login}/blocking" => blocking(login);
    /// Unblocking it.
    UNBLOCKING = "/partner/logins/{login}/unblocking" => unblocking(login);
    /// Mailing a link that sets the password to its client.
    ITS_LINK = "/partner/logins/{login}/link" => its_link(login);
    /// Offering a contract to whoever has a login.
    ITS_OFFERS = "/partner/logins/offers" => its_offers();
    /// Ending the contract with an account that is its holder's own.
    ITS_CONTRACT_END = "/partner/logins/{login}/contract/end" => its_contract_end(login);
    /// The partner's sublicense contracts.
    OWN_CONTRACT = "/partner/contract" => own_contract();

    /// The operator's journal.
    OPERATOR_JOURNAL = "/operator/journal" => operator_journal();
    /// The operator's journal as a file.
    OPERATOR_JOURNAL_FILE = "/operator/journal/export" => operator_journal_file();

    /// The support line's search.
    SUPPORT = "/support" => support();
    /// An organisation for the support line.
    SUPPORT_ORGANIZATION = "/support/organizations/{code}" => support_organization(code);
    /// Dropping the dead errands of an application of the organisation.
    SUPPORT_RESET = "/support/organizations/{code}/applications/{number}/reset" => support_reset(code, number);

    /// The documentation: table of contents and search.
    DOCUMENTATION = "/documentation" => documentation();
    /// An article of the documentation.
    ARTICLE = "/documentation/{slug}" => article(slug);

    /// The operator's months.
    OPERATOR_STATEMENTS = "/operator/statements" => operator_statements();
    /// Forming a month.
    FORMATION = "/operator/statements/{month}/formation" => formation(month);
    /// A partner's month for the operator.
    OPERATOR_STATEMENT = "/operator/statements/{month}/{partner}" => operator_statement(month, partner);
    /// Publishing a partner's month.
    PUBLICATION = "/operator/statements/{month}/{partner}/publication" => publication(month, partner);
    /// Invoicing a partner's month.
    INVOICE = "/operator/statements/{month}/{partner}/invoice" => invoice(month, partner);
    /// Closing a partner's month without an invoice.
    CLOSURE = "/operator/statements/{month}/{partner}/closure" => closure(month, partner);
    /// Answering a disputed line.
    RESOLUTION = "/operator/statements/{month}/{partner}/lines/{id}/resolution" => resolution(month, partner, id);
    /// A month of all partners as a file.
    OPERATOR_EXPORT = "/operator/statements/{month}/export/{format}" => operator_export(month, format);
    /// Applications at the authority and those that need a person.
    OPERATOR_APPLICATIONS = "/operator/applications" => operator_applications();
    /// Retrying the dead errands of an application.
    RESENDING = "/operator/applications/{number}/resending" => resending(number);
    /// Dropping the dead errands of an application.
    RESET = "/operator/applications/{number}/reset" => reset(number);
    /// Refusing an application at the authority.
    REFUSAL = "/operator/applications/{number}/refusal" => refusal(number);

    /// The partners, for the operator.
    PARTNERS = "/operator/partners" => partners();
    /// The card of a partner.
    PARTNER = "/operator/partners/{partner}" => partner(partner);
    /// Enrolling a partner.
    ENROLMENT = "/operator/enrolment" => enrolment();
    /// Changing the card of a partner.
    PARTNER_CARD = "/operator/partners/{partner}/card" => partner_card(partner);
    /// Concluding another contract with a partner.
    CONTRACT = "/operator/partners/{partner}/contract" => contract(partner);
    /// Naming the first administrator of a partner.
    FIRST_ADMINISTRATOR = "/operator/partners/{partner}/administrator" => first_administrator(partner);
    /// Planning another discount of a partner.
    DISCOUNTS = "/operator/partners/{partner}/discounts" => discounts(partner);
    /// The price list with the promotions.
    PRICES = "/operator/prices" => prices();
    /// The price list as a file.
    PRICE_FILE = "/operator/prices/{day}/file" => price_file(day);
    /// Previewing a version of the price list.
    PRICE_PREVIEW = "/operator/prices/preview" => price_preview();
    /// Publishing a version of the price list.
    PRICE_PUBLICATION = "/operator/prices/publication" => price_publication();
    /// A tariff table: zones, bands or VAT.
    PRICE_GROUND = "/operator/price-ground/{table}" => price_ground(table);
    /// Previewing a version of it.
    GROUND_PREVIEW = "/operator/price-ground/{table}/preview" => ground_preview(table);
    /// Publishing a version of it.
    GROUND_PUBLICATION = "/operator/price-ground/{table}/publication" => ground_publication(table);
    /// Adding a promotion.
    PROMOTIONS = "/operator/promotions" => promotions();
    /// Ending a promotion.
    PROMOTION_END = "/operator/promotions/{promotion}/{from}/end" => promotion_end(promotion, from);
    /// The business settings.
    SETTINGS = "/operator/settings" => settings();
    /// One setting with its history.
    SETTING = "/operator/settings/{key}" => setting(key);
    /// The canned reasons.
    REASONS = "/operator/reasons" => reasons();
    /// One reason with its wordings.
    REASON = "/operator/reasons/{reason}" => reason(reason);
    /// How often each reason was given, by partner.
    REASON_COUNT = "/operator/reason-count" => reason_count();
    /// How often each reason was given by the viewer's partner.
    OWN_REASON_COUNT = "/partner/reason-count" => own_reason_count();
    /// The deliveries whose PINs register products.
    DELIVERIES = "/operator/deliveries" => deliveries();
    /// Previewing deliveries before they are published.
    DELIVERY_PREVIEW = "/operator/deliveries/preview" => delivery_preview();
    /// Publishing deliveries.
    DELIVERY_PUBLICATION = "/operator/deliveries/publication" => delivery_publication();
    /// Finding an organisation to be transferred.
    TRANSFERS = "/operator/transfers" => transfers();
    /// Transferring an organisation to another partner.
    TRANSFER = "/operator/transfers/{code}" => transfer(code);
}

/// Every pattern of every file, for the checks of the gallery.
pub fn all() -> impl Iterator<Item = &'static str> {
    let rooms = [
        ALL,
        archives::ALL,
        cabinet::ALL,
        cloud::ALL,
        drafts::ALL,
        factors::ALL,
        passkeys::ALL,
        people::ALL,
        portal::ALL,
        programs::ALL,
        questions::ALL,
        rights::ALL,
        sales::ALL,
    ];
    rooms.into_iter().flatten().copied()
}
