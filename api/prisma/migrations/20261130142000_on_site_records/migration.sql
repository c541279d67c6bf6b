-- CreateEnum
CREATE TYPE "SiteFileKind" AS ENUM ('photo', 'video', 'scan');

-- CreateEnum
CREATE TYPE "PositionOrigin" AS ENUM ('phone', 'typed');

-- CreateTable
CREATE TABLE "site_file" (
    "id" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "kind" "SiteFileKind" NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "sm3" TEXT NOT NULL,
    "object_key" TEXT NOT NULL,
    "version_id" TEXT,
    "told" JSONB NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "previous" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "site_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_record" (
    "step_id" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "certificate_number" TEXT,
    "second_officer" TEXT,
    "second_certificate_number" TEXT,
    "persons_present" TEXT NOT NULL,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "accuracy_m" DOUBLE PRECISION,
    "position_origin" "PositionOrigin",
    "no_picture_reason" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "previous" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "site_record_pkey" PRIMARY KEY ("step_id")
);

-- CreateTable
CREATE TABLE "site_record_file" (
    "step_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,

    CONSTRAINT "site_record_file_pkey" PRIMARY KEY ("step_id","file_id")
);

-- CreateTable
CREATE TABLE "site_file_expiry" (
    "file_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "class" "KeepingClass" NOT NULL,
    "days" INTEGER NOT NULL,
    "kept_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "site_file_expiry_pkey" PRIMARY KEY ("file_id")
);

-- CreateTable
CREATE TABLE "site_file_access" (
    "file_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "served_at" TIMESTAMPTZ(3) NOT NULL,
    "served" JSONB NOT NULL DEFAULT '[]',
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "site_file_access_pkey" PRIMARY KEY ("file_id","person_id","session_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "site_file_alert_id_uploaded_by_sha256_key" ON "site_file"("alert_id", "uploaded_by", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "site_file_alert_id_sequence_key" ON "site_file"("alert_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "site_record_alert_id_sequence_key" ON "site_record"("alert_id", "sequence");

-- AddForeignKey
ALTER TABLE "site_file" ADD CONSTRAINT "site_file_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_file" ADD CONSTRAINT "site_file_uploaded_by_fkey" FOREIGN KEY ("uploaded_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_record" ADD CONSTRAINT "site_record_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "alert_step"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_record" ADD CONSTRAINT "site_record_second_officer_fkey" FOREIGN KEY ("second_officer") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_record_file" ADD CONSTRAINT "site_record_file_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "site_record"("step_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_record_file" ADD CONSTRAINT "site_record_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "site_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_file_expiry" ADD CONSTRAINT "site_file_expiry_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "site_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_file_access" ADD CONSTRAINT "site_file_access_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "site_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "site_file_access" ADD CONSTRAINT "site_file_access_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was brought from a place, and what was recorded of it, stays as it was.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "site_file" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "site_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "site_record" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "site_record" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "site_record_file" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "site_record_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "site_file_expiry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "site_file_expiry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Its object is kept as the exhibits of its finding are.
CREATE TRIGGER tell_keeping AFTER INSERT ON "site_file" FOR EACH ROW EXECUTE FUNCTION tell_keeping_of_case();
