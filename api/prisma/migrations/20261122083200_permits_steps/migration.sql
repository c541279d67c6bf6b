-- CreateEnum
CREATE TYPE "PermitKind" AS ENUM ('road_occupation', 'loading', 'night_market', 'event');

-- CreateEnum
CREATE TYPE "PermitAnswer" AS ENUM ('has', 'none', 'unknown');

-- CreateEnum
CREATE TYPE "StepKind" AS ENUM ('voice_warning', 'advice', 'reminder', 'dispatch', 'push', 'rectification', 'order', 'recheck');

-- AlterTable
ALTER TABLE "review" ADD COLUMN     "permit_answer" "PermitAnswer",
ADD COLUMN     "permit_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "permits_listed" JSONB;

-- CreateTable
CREATE TABLE "permit" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "permit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "permit_version" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "PermitKind" NOT NULL,
    "number" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "plate" TEXT,
    "stall" TEXT,
    "from_day" TEXT NOT NULL,
    "to_day" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "withdrawn_for" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "permit_version_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "permit_zone" (
    "permit_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "zone_id" TEXT NOT NULL,

    CONSTRAINT "permit_zone_pkey" PRIMARY KEY ("permit_id","version","zone_id")
);

-- CreateTable
CREATE TABLE "alert_step" (
    "id" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "kind" "StepKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "done_by" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "document_number" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "complied" BOOLEAN,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "alert_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step_correction" (
    "step_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "step_correction_pkey" PRIMARY KEY ("step_id")
);

-- CreateTable
CREATE TABLE "plate_refusal" (
    "alert_id" TEXT NOT NULL,
    "officer_id" TEXT NOT NULL,
    "plate" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plate_refusal_pkey" PRIMARY KEY ("alert_id","officer_id","plate")
);

-- CreateIndex
CREATE INDEX "permit_created_at_id_idx" ON "permit"("created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "permit_id_version_key" ON "permit"("id", "version");

-- CreateIndex
CREATE INDEX "permit_version_kind_number_idx" ON "permit_version"("kind", "number");

-- CreateIndex
CREATE INDEX "permit_zone_zone_id_idx" ON "permit_zone"("zone_id");

-- CreateIndex
CREATE INDEX "alert_step_alert_id_at_idx" ON "alert_step"("alert_id", "at");

-- AddForeignKey
ALTER TABLE "permit" ADD CONSTRAINT "permit_id_version_fkey" FOREIGN KEY ("id", "version") REFERENCES "permit_version"("id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit_version" ADD CONSTRAINT "permit_version_recorded_by_fkey" FOREIGN KEY ("recorded_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permit_zone" ADD CONSTRAINT "permit_zone_permit_id_version_fkey" FOREIGN KEY ("permit_id", "version") REFERENCES "permit_version"("id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_step" ADD CONSTRAINT "alert_step_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_step" ADD CONSTRAINT "alert_step_recorded_by_fkey" FOREIGN KEY ("recorded_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_correction" ADD CONSTRAINT "step_correction_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "alert_step"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_correction" ADD CONSTRAINT "step_correction_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plate_refusal" ADD CONSTRAINT "plate_refusal_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plate_refusal" ADD CONSTRAINT "plate_refusal_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['permit_version', 'permit_zone', 'alert_step', 'step_correction', 'plate_refusal'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
