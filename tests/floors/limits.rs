//! Every limit in the service, and what happens beyond it. A limit that silently drops rows is a bug that no user can
//! see.

use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMethodCall, ImplItemFn, ItemFn, ItemMod, LitStr};

/// Where a limit stands, as `file::function`.
type Place = String;

/// What happens beyond a limit. A change that adds a limit adds a line here, and prefers a page, a count or a refusal
/// that names the number.
const BEYOND: &[(&str, &str)] = &[
    // Pages: the next one begins where this one ends.
    (
        "operations/attention::issuance",
        "pages; what is stuck or undelivered is counted: «Показаны 100 из 130»",
    ),
    ("operations/acts::board", "pages; of the answered ones the last, counted: «Показаны 20 из 130»"),
    ("operations/archives::own", "pages"),
    ("operations/cabinet::list", "pages"),
    ("operations/documents::list", "pages"),
    ("operations/expiry::board", "pages"),
    ("operations/its_logins::list", "pages"),
    ("operations/journal::page", "pages"),
    ("operations/organizations::find", "pages"),
    ("operations/questions/answering::board", "pages"),
    ("operations/questions::own", "pages"),
    ("operations/queue::page", "pages"),
    ("operations/sales::drafts", "pages; of the dropped ones the first, counted: «Показаны 50 из 130»"),
    ("operations/sales::issued", "pages"),
    ("operations/sales/payments::board", "pages"),
    ("operations/sales/payments::payer", "«Показаны первые 8, уточните название или ИНН»"),
    ("operations/sendings::list", "pages"),
    ("operations/settlement::page", "pages"),
    ("operations/organizations::nearest", "the ten nearest; who means another one types more of the name"),
    // Read in chunks until everything is read.
    ("store/attachments::after", "the next part follows"),
    ("store/audit/checking::check_chain", "the next part follows"),
    ("store/bulk/rows::insert_as", "the next part follows"),
    ("store/certificates::after", "the next part follows"),
    ("store/charges::page", "the next part follows"),
    ("store/documents::after", "the next part follows"),
    ("store/expiring::organizations", "the next part follows"),
    ("store/logos::after", "the next part follows"),
    ("store/numbering::after", "the next part follows"),
    ("store/verification/tales::page", "the next part follows"),
    ("store/subscriptions::behind", "the next part follows"),
    ("store/outbox::claim_of", "what is left is claimed in the next round"),
    ("store/terms::stale", "what is left is read in the next round"),
    // What has fewer letters in common is not near.
    ("store/terms/words::near", "the sixty words with the most trigrams in common are measured"),
    ("domain/search/nearest::nearest", "the eight nearest words stand for a misspelt one"),
    // More than is looked at is refused.
    ("gateways/dropped::receive", "a file that grew is waited for, or told to be too large"),
    // More than is looked at is not wanted.
    (
        "domain/reason/last_given::then",
        "the three reasons given last come first; the others follow in their order",
    ),
    (
        "domain/calendar/hold_days::hold_days",
        "a day that is not worked gives way to the next within fifty years",
    ),
    // The caller passes the limit. Each caller is listed by itself.
    ("store/archives::page", "pages"),
    (
        "store/archives/sendings::sent_page",
        "pages; of the lost ones the last is told, and how many there are",
    ),
    ("store/archives::checked", "counted: «Показаны 20 из 130»"),
    ("store/archives::to_check", "pages"),
    ("store/audit/entries::history", "the callers ask for the whole"),
    ("store/audit/entries::rows_in", "the callers ask for the whole"),
    ("store/applications::of_organizations", "«У этих организаций больше 10000 заявлений: укажите номер»"),
    ("store/charges::of_month", "only tests ask"),
    ("store/charges::part_of_statement", "pages, parts until all is read"),
    ("store/colleagues::at_the_door", "more than are let in by one name: nobody is, in words"),
    ("store/disclosures::last", "the last one is asked for"),
    ("store/documents::fitting", "the choices of an act: «Показаны последние 100»"),
    ("store/documents::page", "pages"),
    ("store/documents/faults::of_partner", "counted: «Показаны 100 из 130»"),
    ("store/journal::entries", "pages"),
    ("store/letters::latest", "the last hundred, and how many there are is said"),
    ("store/logins::page", "pages"),
    ("store/numbering::page", "pages"),
    ("store/payments::page", "pages"),
    ("store/sales::page", "pages; of the dropped ones the first, counted"),
    ("store/sales::last_issued_day", "the last one is asked for"),
    ("store/organizations::search", "pages; two are greeted by name, «и другие»"),
    ("store/outbox/delivery::undelivered", "counted: «Показаны 100 из 130»"),
    ("store/terms/asked::asked", "a part of the page that asks for it"),
    ("store/queue/organization::of_organization", "counted: «Показаны 100 из 130»"),
    ("store/questions::own", "pages"),
    ("store/questions::page", "pages"),
    ("store/queue::own", "pages"),
    ("store/queue::page", "pages; what a person has taken is counted, with a link to all of it"),
    ("store/owners::elsewhere", "ten are named, «и еще 2»"),
    ("store/statements::all", "the whole; the last six under «Последние месяцы, не больше шести»"),
    ("store/counting::up_to", "«больше 1 000»"),
    // Lists on a page that state how many more entries there are.
    ("present/application/conflict::since", "as many as happened since, not fewer"),
    ("present/logins::row", "three are named, and how many more is said"),
    ("operations/expiry::own", "«Еще организаций, у которых скоро конец срока: 3»"),
    ("present/operator/pasted::told", "«И еще ошибок: 3»; nothing is published while there is one"),
    ("present/settlement_file::replaced", "«И еще 3.»"),
    (
        "operations/accounts/device::with",
        "the device forgets who was longest away: their guesses are counted again",
    ),
    ("operations/accounts/own_words::of_person", "the names of further organisations are no weak words"),
    ("store/seeded_passwords::holders", "the first are named, and how many there are is said"),
    // Refused with a message that names the number.
    ("web/table::upload", "«За один раз можно отправить не больше 10 файлов по 10 МБ»"),
    ("web/layers::around", "413 «Тело запроса больше 2 МБ»"),
    ("gateways/printing::document", "refused: «файл больше 20 МБ»"),
    ("operations/intake::request_faults", "more than fifty owners are a fault by themselves"),
    ("web/listening::seat", "more connections of one address are closed; a full house lets newcomers wait"),
    // Days, not rows.
    ("domain/calendar/hours::sessions", "fifty years of days: no term is longer"),
    ("domain/subscription::sending_day", "the fifth working day is asked for"),
    ("domain/calendar/promised::act_promised", "fifty years of days: no holidays are longer"),
    ("domain/statement::deadline", "a year of days: a term has at most sixty working ones"),
    // Values cut only for display or comparison. The stored value is whole.
    ("domain/search::address", "terms of the index are cut the same way on both sides"),
    ("domain/search::term", "terms of the index are cut the same way on both sides"),
    ("domain/search/question::of_number", "a number has no more groups"),
    ("domain/search/question::read", "words beyond the twelfth do not narrow: more is found, never less"),
    ("domain/submission/document::note_twice", "names are cut to be shown; the original has them"),
    ("domain/submission/fault::unknown", "names are cut to be shown; the original has them"),
    ("gateways/cloud/provider::label", "what a person is called at a provider is cut to be shown"),
    ("gateways/files/archive::judge", "refused: «После распаковки архив больше 50 МБ»"),
    ("gateways/files/kind::is_signature", "the beginning tells the kind"),
    ("gateways/files/kind::judge", "the beginning tells the kind"),
    ("web/sent_files::fault", "the name of a refused file, to be recognised by"),
    ("gateways/printing::saying", "the first words of a program that failed"),
    ("gateways/mailer/smtp::fault", "the first words of the server's answer"),
    ("gateways/sms/gateway::judged", "the first words of the gateway's answer"),
    (
        "domain/archive::plain",
        "the end of a long number or name, in the name of a file that the manifest tells too",
    ),
    ("operations/access::name_key", "a key for counting guesses"),
    ("operations/accounts/device::cut", "the name of the browser, to be recognised by"),
    ("operations/accounts/telling::tell", "no name is so long: what is cut of its spelling is blank"),
    ("operations/accounts/throttle/budget::name_key", "a key for counting guesses"),
    ("operations/accounts/device::mark", "a mark: half of a digest tells as well"),
    ("gateways/passwords/strength::words_of", "nobody has a longer name"),
    ("gateways/passwords/strength::fault", "a longer password is strong by its length"),
    ("operations/support::written", "the note of a look: the beginning of what was asked"),
    ("present/operator/pasted::cut", "a cell in the sentence that names its line"),
    ("present/questions/board::beginning", "the beginning of a message, to be recognised by"),
    ("present/support/masks::email", "a mask"),
    ("present/support/masks::login", "a mask"),
    ("present/support/masks::name", "a mask"),
    ("store/audit/refusals::note_refused", "the beginning of what was refused"),
];

/// The limits of a file: calls that drop elements, and SQL statements that contain `limit`.
#[derive(Default)]
struct Limits {
    file: String,
    function: Vec<String>,
    found: Vec<Place>,
}

/// The places where a file limits something.
pub(crate) fn limits(file: &str, text: &str) -> Vec<Place> {
    let mut limits = Limits { file: file.to_owned(), ..Limits::default() };
    limits.visit_file(&syn::parse_file(text).expect("the compiler has read it too"));
    limits.found.sort();
    limits.found.dedup();
    limits.found
}

/// The limits that are missing from `BEYOND`, and the entries of `BEYOND` whose limit no longer exists.
pub(crate) fn untold(found: &[Place]) -> Vec<String> {
    let told = |place: &Place| BEYOND.iter().any(|(known, _)| known == place);
    let new =
        found.iter().filter(|place| !told(place)).map(|place| format!("{place}: what happens beyond it?"));
    let gone = BEYOND.iter().filter(|(known, _)| !found.iter().any(|place| place == known));
    new.chain(gone.map(|(known, _)| format!("{known} limits nothing any more"))).collect()
}

impl Limits {
    fn note(&mut self) {
        let function = self.function.last().map_or("", String::as_str);
        self.found.push(format!("{}::{function}", self.file));
    }
}

/// Whether a call may drop elements. `take` on `self`, and `take` without arguments, drop none.
fn leaves_out(call: &ExprMethodCall) -> bool {
    let own = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("self"));
    let (name, arguments) = (call.method.to_string(), call.args.len());
    match name.as_str() {
        "limit" | "take" => arguments == 1 && !own,
        "truncate" => arguments == 1 && !matches!(call.args.first(), Some(Expr::Lit(_))),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Limits {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.function.push(function.sig.ident.to_string());
        visit::visit_item_fn(self, function);
        self.function.pop();
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.function.push(function.sig.ident.to_string());
        visit::visit_impl_item_fn(self, function);
        self.function.pop();
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if leaves_out(call) {
            self.note();
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = &*call.func
            && path.path.segments.iter().any(|segment| segment.ident == "DefaultBodyLimit")
        {
            self.note();
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let words = call.tokens.to_string();
        let calls = |name: &str| {
            let written = format!(". {name} (");
            words.split(&written).skip(1).any(|arguments| !arguments.starts_with(')'))
        };
        let said = words.contains(" limit ") || words.contains("place <= ");
        if said || ["limit", "take", "truncate"].into_iter().any(calls) {
            self.note();
        }
        visit::visit_macro(self, call);
    }

    /// The text of a comment is not SQL.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        if text.value().contains(" limit ") {
            self.note();
        }
    }
}
