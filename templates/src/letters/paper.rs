//! The quiet paper of a letter: a heading, what is said, one button, and small print. Mail programs read no style of ours,
//! so the letter carries its own few rules.

use maud::{DOCTYPE, Markup, html};

use super::LetterContact;

const RULES: &str = "\
.letter{max-width:36rem;margin:0 auto;border:1px solid #dfe3ea;border-radius:8px;background:#fff;color:#1b2330;\
font:400 16px/1.5 'Segoe UI',Roboto,Arial,sans-serif}.letter>div{padding:20px 28px}\
.letter-top{border-bottom:1px solid #dfe3ea}.letter h1{margin:8px 0 12px;font-size:22px;line-height:1.3}\
.letter p{margin:0 0 14px}.letter-button{display:inline-block;margin:6px 0 18px;padding:12px 22px;border-radius:6px;\
background:#1d4ed8;color:#fff;font-weight:600;text-decoration:none}\
.letter-foot{border-top:1px solid #dfe3ea;background:#f7f8fa;color:#566074;font-size:14px}\
@media (prefers-color-scheme:dark){.letter,.letter-foot{background:#1c2027;color:#e3e7ee;border-color:#2e3542}\
.letter-button{background:#7aa8ff;color:#0b1530}}";

/// A letter on quiet paper.
pub(super) struct Paper<'a> {
    /// In whose name it is written.
    pub(super) from: &'a str,
    /// What it is about.
    pub(super) heading: &'a str,
    /// What is said.
    pub(super) body: Markup,
    /// The words of the button, and where it leads.
    pub(super) button: (&'a str, &'a str),
    /// What is said beneath it.
    pub(super) note: &'a str,
    /// Whom to call with questions.
    pub(super) contact: Option<&'a LetterContact>,
    /// Why the letter came.
    pub(super) why: &'a str,
}

impl Paper<'_> {
    /// The document.
    pub(super) fn html(&self, subject: &str) -> String {
        let (words, address) = self.button;
        let page = html! {
            (DOCTYPE)
            html lang="ru" {
                head { meta charset="utf-8"; meta name="color-scheme" content="light dark"; title { (subject) } style { (RULES) } }
                body {
                    div.letter {
                        div.letter-top { b { (self.from) } }
                        div {
                            h1 { (self.heading) }
                            (self.body)
                            p { a.letter-button href=(address) { (words) } }
                            p { (self.note) }
                        }
                        div.letter-foot {
                            @if let Some(contact) = self.contact { (contact.lines()) }
                            p { (self.why) }
                        }
                    }
                }
            }
        };
        page.into_string()
    }
}
