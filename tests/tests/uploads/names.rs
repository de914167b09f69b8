//! Names of files, which come from anywhere.

use mailru_sdk::File;

use crate::{PICTURE, accepted, on_disk, sandbox};

/// The name under which the platform got the file.
async fn name_of(file: File) -> String {
    let (sandbox, api) = sandbox().await;
    api.photos().upload("_myphoto", file).await.unwrap();
    let request = accepted(&sandbox);
    assert_eq!((request.files().len(), request.files()[0].bytes.as_slice()), (1, &PICTURE[..]));
    request.files()[0].file_name.clone()
}

#[tokio::test]
async fn cyrillic_names_arrive_as_they_are() {
    assert_eq!(name_of(File::from_bytes("Фото дня №1.png", PICTURE)).await, "Фото дня №1.png");
    assert_eq!(name_of(File::from_path(on_disk("имена", "ёж.jpg", &PICTURE))).await, "ёж.jpg");
}

#[tokio::test]
async fn the_folder_of_a_file_is_nobodys_business() {
    let path = on_disk("secret-folder", "1.png", &PICTURE);
    let file = File::from_path(&path);
    assert!(!format!("{file:?}").contains("secret-folder"), "{file:?}");
    assert_eq!(name_of(file).await, "1.png");
}

#[tokio::test]
async fn a_name_cannot_break_out_of_its_part() {
    assert_eq!(name_of(File::from_bytes("a\"b;c=d.png", PICTURE)).await, "a\"b;c=d.png");
    for name in ["a\r\nb.png", "a\n\nb.png", "a\r\rb.png", "a\0\x07b.png"] {
        assert_eq!(name_of(File::from_bytes(name, PICTURE)).await, "a__b.png");
    }
}
