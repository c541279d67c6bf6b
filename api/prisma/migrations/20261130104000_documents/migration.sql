-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('extraction', 'inspection', 'filing', 'correction_order', 'no_filing', 'transfer', 'catalogue');

-- CreateTable
CREATE TABLE "document" (
    "id" TEXT NOT NULL,
    "kind" "DocumentKind" NOT NULL,
    "year" INTEGER NOT NULL,
    "serial" INTEGER,
    "number" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "case_id" TEXT,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "object_key" TEXT NOT NULL,
    "version_id" TEXT,
    "data" JSON NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_counter" (
    "kind" "DocumentKind" NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "document_counter_pkey" PRIMARY KEY ("kind","year")
);

-- CreateIndex
CREATE INDEX "document_alert_id_made_at_idx" ON "document"("alert_id", "made_at");

-- CreateIndex
CREATE UNIQUE INDEX "document_kind_year_serial_key" ON "document"("kind", "year", "serial");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was made stays as it was made.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "document" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "document" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
