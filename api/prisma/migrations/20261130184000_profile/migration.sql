-- What the pictures of a confirmed finding were found to be when they arrived; of earlier ones nobody asked.
ALTER TABLE "dossier" ADD COLUMN "profile" JSONB;
