//! Files that go along with a request as parts of a multipart form, read piece by piece while they are sent.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use futures_util::{Stream, stream};
use reqwest::multipart::Part;
use tokio::io::AsyncReadExt as _;

use crate::wire::{aside::aside, progress::Progress};

/// How much of a file is in memory at a time, in bytes.
const PIECE: usize = 64 * 1024;

/// A file to be sent. It is not part of the signature.
///
/// ```
/// use mailru_sdk::File;
///
/// let from_memory = File::from_bytes("photo.png", vec![0x89, b'P', b'N', b'G']);
/// let from_disk = File::from_path("holidays/1.jpg").on_progress(|sent, total| println!("{sent} of {total} bytes"));
/// ```
#[derive(Clone)]
#[must_use]
pub struct File {
    name: String,
    media_type: Option<String>,
    content: Content,
    progress: Option<Arc<dyn Fn(u64, u64) + Send + Sync>>,
    piece_timeout: Option<Duration>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Path(PathBuf),
}

impl File {
    /// A file in memory, under the name that the platform is told.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(&name.into(), Content::Bytes(bytes.into().into()))
    }

    /// A file on disk, opened when the call is made; the platform is told its last name.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
        Self::new(&name, Content::Path(path))
    }

    fn new(name: &str, content: Content) -> Self {
        // A line break would end the header that the name stands in.
        let name = name.replace(char::is_control, "_");
        Self { name, media_type: None, content, progress: None, piece_timeout: None }
    }

    /// Sets the media type, such as `image/png`; without it, that of the name's ending. One that is none is a
    /// [`ParamError`](crate::error::ParamError) of the call.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Calls back after each piece that went to the connection, with the bytes sent so far and the bytes in all.
    pub fn on_progress(mut self, progress: impl Fn(u64, u64) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// Lets the call take as long as it gets on: it fails when no further piece (of up to 64 KiB) goes to the connection for this
    /// time. The call's own time-out then counts for what is before the first piece, and anew for what is after the last.
    ///
    /// Without it, the call's time-out counts for all of it, however well it gets on. A connection takes some pieces before the
    /// other side has them, so the time should be one in which a good deal more than a piece can be sent.
    pub fn piece_timeout(mut self, limit: Duration) -> Self {
        self.piece_timeout = Some(limit);
        self
    }

    pub(crate) fn patience(&self) -> Option<Duration> {
        self.piece_timeout
    }

    /// What keeps it from being sent, as far as that is known without opening it.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        let media_type = self.media_type.as_deref()?;
        // The client takes a type without a subtype for one.
        let has_subtype = media_type.split(';').next().is_some_and(|essence| !essence.trim_end().ends_with('/'));
        let is_none = !has_subtype || Part::text("").mime_str(media_type).is_err();
        is_none.then_some("is a file with a media type that is none; one is written like image/png")
    }

    /// Opens the file for sending; its pieces tell of themselves.
    pub(crate) async fn open(&self, told: Arc<Progress>) -> io::Result<Upload> {
        let (source, length) = match &self.content {
            Content::Bytes(bytes) => (Source::Bytes(bytes.clone()), bytes.len() as u64),
            Content::Path(path) => {
                let path = path.clone();
                let (file, length) = aside(move || open(&path))
                    .await
                    .unwrap_or_else(|| Err(io::Error::new(io::ErrorKind::Interrupted, "it was given up")))?;
                (Source::File(file.into()), length)
            }
        };
        let media_type = self.media_type.clone().unwrap_or_else(|| media_type_of(&self.name).to_owned());
        Ok(Upload { name: self.name.clone(), media_type, length, source, told, progress: self.progress.clone() })
    }
}

/// A file on disk, and how long it is.
fn open(path: &Path) -> io::Result<(fs::File, u64)> {
    let file = fs::File::open(path)?;
    let facts = file.metadata()?;
    if facts.is_file() {
        Ok((file, facts.len()))
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"))
    }
}

/// Neither the content nor the folder is shown.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("name", &self.name).finish_non_exhaustive()
    }
}

/// An open file on its way.
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) media_type: String,
    /// In bytes; exactly so many are sent.
    pub(crate) length: u64,
    source: Source,
    told: Arc<Progress>,
    progress: Option<Arc<dyn Fn(u64, u64) + Send + Sync>>,
}

enum Source {
    Bytes(Bytes),
    File(tokio::fs::File),
}

impl Source {
    /// The next piece, of at most `left` bytes.
    async fn next(&mut self, left: u64) -> io::Result<Bytes> {
        let size = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
        match self {
            Self::Bytes(bytes) => Ok(bytes.split_to(size)),
            Self::File(file) => {
                let mut piece = vec![0; size];
                let read = file.read(&mut piece).await?;
                if read == 0 {
                    return Err(io::Error::new(
                        io::ErrorKind::UnexpectedEof,
                        "the file became shorter while it was sent",
                    ));
                }
                piece.truncate(read);
                Ok(piece.into())
            }
        }
    }
}

impl Upload {
    /// The content, piece by piece.
    pub(crate) fn pieces(self) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let Self { length, source, told, progress, .. } = self;
        stream::try_unfold((source, 0), move |(mut source, sent)| {
            let (told, progress) = (told.clone(), progress.clone());
            async move {
                if sent == length {
                    return Ok(None);
                }
                let piece = source.next(length - sent).await?;
                let sent = sent + piece.len() as u64;
                told.advance(piece.len() as u64);
                if let Some(progress) = progress {
                    progress(sent, length);
                }
                Ok(Some((piece, (source, sent))))
            }
        })
    }
}

fn media_type_of(name: &str) -> &'static str {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("bmp") => "image/bmp",
        _ => "application/octet-stream",
    }
}
