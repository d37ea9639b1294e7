"""What other machines ask for by address: DID documents, status lists, schemas, images."""
