//! One question over HTTP/1 on a connection of its own.

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};

/// Sends a request and reads the answer, whose body has at most `largest` bytes.
pub(super) async fn ask<S>(
    stream: S,
    question: Request<Full<Bytes>>,
    largest: usize,
) -> Result<(StatusCode, Vec<u8>), String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let words = |error: hyper::Error| format!("соединение прервано ({error})");
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream));
    let (mut sender, connection) = handshake.await.map_err(words)?;
    let asking = async {
        let answer = sender.send_request(question).await.map_err(words)?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), largest).collect().await;
        let body = body.map_err(|error| format!("ответ оборван или слишком велик ({error})"))?;
        Ok((status, body.to_bytes().to_vec()))
    };
    tokio::pin!(asking, connection);
    tokio::select! {
        answer = &mut asking => answer,
        // The connection may close while the buffered answer is still being read.
        _ = &mut connection => asking.await,
    }
}
