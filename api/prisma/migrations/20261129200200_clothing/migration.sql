-- CreateTable
CREATE TABLE "clothing_version" (
    "source_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "samples" JSONB NOT NULL,
    "light" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clothing_version_pkey" PRIMARY KEY ("source_id","version")
);

-- AddForeignKey
ALTER TABLE "clothing_version" ADD CONSTRAINT "clothing_version_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Evidence names its version: what was declared stays as it was declared.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "clothing_version" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "clothing_version" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
