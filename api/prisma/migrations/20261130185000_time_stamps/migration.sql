-- CreateTable
CREATE TABLE "stamp_batch" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "root" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "audit_sequence" INTEGER NOT NULL,
    "audit_hash" TEXT NOT NULL,

    CONSTRAINT "stamp_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stamp_leaf" (
    "dossier_id" TEXT NOT NULL,
    "batch_id" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "stamp_leaf_pkey" PRIMARY KEY ("dossier_id")
);

-- CreateTable
CREATE TABLE "stamp_token" (
    "batch_id" TEXT NOT NULL,
    "answer" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "serial" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stamp_token_pkey" PRIMARY KEY ("batch_id")
);

-- CreateIndex
CREATE INDEX "stamp_batch_at_idx" ON "stamp_batch"("at");

-- CreateIndex
CREATE UNIQUE INDEX "stamp_leaf_batch_id_index_key" ON "stamp_leaf"("batch_id", "index");

-- AddForeignKey
ALTER TABLE "stamp_leaf" ADD CONSTRAINT "stamp_leaf_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stamp_leaf" ADD CONSTRAINT "stamp_leaf_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "stamp_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stamp_token" ADD CONSTRAINT "stamp_token_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "stamp_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A time once shown to an authority, and what it answered, stay as they were.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "stamp_batch" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "stamp_batch" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "stamp_leaf" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "stamp_leaf" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "stamp_token" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "stamp_token" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
