//! Bodies that cannot be read as JSON, each told by its cause.

use axum::http::StatusCode;

use super::Problem;
use crate::present::api::is_json_in_windows_1251;

impl Problem {
    /// The body is not UTF-8 from this byte on, counted from 0.
    pub(in crate::web::api) fn not_utf8(body: &[u8], byte: usize) -> Self {
        let byte = byte + 1;
        if !is_json_in_windows_1251(body) {
            return Self::not_json(&format!("байт {byte} не принадлежит UTF-8"));
        }
        let detail = format!(
            "Тело запроса в кодировке windows-1251, а нужна UTF-8: перекодируйте его. Первый чужой байт: {byte}."
        );
        Self::new(StatusCode::BAD_REQUEST, "not_utf8", detail)
    }

    /// The body is not JSON from this place on, or nested too deep there.
    pub(super) fn not_application(line: usize, column: usize, deep: bool) -> Self {
        if !deep {
            return Self::not_json(&format!("строка {line}, столбец {column}"));
        }
        let detail = format!(
            "В документе больше 127 вложенных друг в друга объектов и списков: строка {line}, столбец {column}."
        );
        Self::new(StatusCode::BAD_REQUEST, "not_json", detail)
    }

    fn not_json(because: &str) -> Self {
        let detail = format!("Тело запроса не является документом JSON в UTF-8: {because}.");
        Self::new(StatusCode::BAD_REQUEST, "not_json", detail)
    }
}
