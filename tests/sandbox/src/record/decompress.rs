//! What a compressed body says. It is passed on as it came.

use std::io::Read as _;

use axum::body::Bytes;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// A body that is longer than this is not looked into.
const LARGEST: u64 = 256 << 20;

/// The plain body, or the encoding that is not read here.
pub(super) fn decompressed(body: &Bytes, encoding: &str) -> Result<Vec<u8>, String> {
    let mut plain = Vec::new();
    let read = match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => return Ok(body.to_vec()),
        "gzip" | "x-gzip" => MultiGzDecoder::new(&body[..]).take(LARGEST).read_to_end(&mut plain),
        // Some servers mean the one by this name, and some the other.
        "deflate" => ZlibDecoder::new(&body[..]).take(LARGEST).read_to_end(&mut plain).or_else(|_| {
            plain.clear();
            DeflateDecoder::new(&body[..]).take(LARGEST).read_to_end(&mut plain)
        }),
        other => return Err(other.chars().filter(char::is_ascii_alphanumeric).take(12).collect()),
    };
    read.map(|_| plain).map_err(|_| "that it names, which it is not in".to_owned())
}

#[cfg(test)]
mod tests {

    use axum::body::Bytes;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::decompressed;

    fn written<W: std::io::Write>(mut encoder: W, finish: impl FnOnce(W) -> std::io::Result<Vec<u8>>) -> Bytes {
        encoder.write_all(b"[1]").unwrap();
        finish(encoder).unwrap().into()
    }

    #[test]
    fn bodies_are_read_in_the_encodings_that_the_platform_s_clients_ask_for() {
        let fast = Compression::fast();
        let bodies = [
            ("", Bytes::from_static(b"[1]")),
            ("gzip", written(GzEncoder::new(Vec::new(), fast), GzEncoder::finish)),
            ("deflate", written(ZlibEncoder::new(Vec::new(), fast), ZlibEncoder::finish)),
            ("deflate", written(DeflateEncoder::new(Vec::new(), fast), DeflateEncoder::finish)),
        ];
        for (encoding, body) in bodies {
            assert_eq!(decompressed(&body, encoding).as_deref(), Ok(&b"[1]"[..]), "{encoding}");
        }
        assert_eq!(decompressed(&Bytes::from_static(b"x"), "br").unwrap_err(), "br");
        assert!(decompressed(&Bytes::from_static(b"x"), "gzip").is_err());
    }
}
