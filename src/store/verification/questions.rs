//! The invariants of clients' questions: a question has as many messages as its history tells, and stands as they left it.
//! The audit keeps no words of them.

use super::rules::Rule;

const MEND: &str = "put the rows back as the audit and a backup have them";

/// What must hold between questions, their messages and the audit.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "every message of a question is told in the audit",
        mend: MEND,
        checked: "select count(*) from question_messages",
        broken: "select count(*) from question_messages m join questions q on q.id = m.question_id \
                 where m.kind = 'client' and m.person_id <> q.person_id or not exists (select 1 from audit a \
                 where a.chain = q.partner_id and a.subject = 'question:' || q.id and a.at = m.at \
                 and a.verb = case when m.position = 1 then 'question_asked' when m.kind = 'client' \
                 then 'question_written' when m.kind = 'answer' then 'question_answered' else 'question_closed' end)",
    },
    Rule {
        name: "every question that the audit tells of is there",
        mend: MEND,
        checked: "select count(*) from audit where verb = 'question_asked' and subject like 'question:%'",
        broken: "select count(*) from audit a left join questions q on q.partner_id = a.chain \
                 and a.subject = 'question:' || q.id and a.at = q.created_at and a.details = \
                 '{\"verb\":\"question_asked\",\"account\":' || q.person_id || ',\"organization\":' || \
                 coalesce(cast(q.organization_id as text), 'null') || '}' \
                 where a.verb = 'question_asked' and a.subject like 'question:%' and q.id is null",
    },
    Rule {
        name: "every question has the messages that its history tells, and stands as the last one left it",
        mend: MEND,
        checked: "select count(*) from questions",
        broken: "select count(*) from questions q where q.version <> (select count(*) from question_messages m \
                 where m.question_id = q.id) or q.version <> (select count(*) from audit a \
                 where a.chain = q.partner_id and a.subject = 'question:' || q.id) \
                 or q.state <> (select case m.kind when 'client' then 'waiting' when 'answer' then 'answered' \
                 else 'closed' end from question_messages m where m.question_id = q.id and m.position = q.version) \
                 or q.moved_at <> (select min(m.at) from question_messages m where m.question_id = q.id \
                 and m.position > case when q.state = 'waiting' then coalesce((select max(o.position) \
                 from question_messages o where o.question_id = q.id and o.kind <> 'client'), 0) \
                 else q.version - 1 end)",
    },
];
