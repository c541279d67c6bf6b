-- CreateEnum
CREATE TYPE "SaidTruth" AS ENUM ('right', 'wrong', 'unsaid');

-- CreateEnum
CREATE TYPE "ShadowSide" AS ENUM ('shadow', 'in_force');

-- CreateEnum
CREATE TYPE "ShadowEnd" AS ENUM ('stopped', 'over', 'model_changed');

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "model_name" TEXT,
ADD COLUMN     "model_sha256" TEXT;

-- AlterTable
ALTER TABLE "worker_report" ADD COLUMN     "idle" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "shadow_run" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "model_id" TEXT,
    "is_built_in" BOOLEAN NOT NULL,
    "model_name" TEXT NOT NULL,
    "file_sha256" TEXT,
    "model_version" INTEGER,
    "title" JSON NOT NULL,
    "source_ids" TEXT[],
    "cpu_percent" INTEGER NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" "ShadowEnd",

    CONSTRAINT "shadow_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shadow_tally" (
    "run_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "worker_id" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "counts" JSONB NOT NULL,
    "fault" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shadow_tally_pkey" PRIMARY KEY ("run_id","source_id","worker_id","began_at")
);

-- CreateTable
CREATE TABLE "shadow_finding" (
    "run_id" TEXT NOT NULL,
    "side" "ShadowSide" NOT NULL,
    "finding_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "zone_id" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "kind" "ViolationKind" NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "box" JSONB NOT NULL,
    "looks" INTEGER NOT NULL,
    "shared" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shadow_finding_pkey" PRIMARY KEY ("run_id","side","finding_id")
);

-- CreateTable
CREATE TABLE "shadow_picture" (
    "run_id" TEXT NOT NULL,
    "side" "ShadowSide" NOT NULL,
    "finding_id" TEXT NOT NULL,
    "jpeg" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shadow_picture_pkey" PRIMARY KEY ("run_id","side","finding_id")
);

-- CreateTable
CREATE TABLE "shadow_verdict" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "side" "ShadowSide" NOT NULL,
    "finding_id" TEXT NOT NULL,
    "truth" "SaidTruth" NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shadow_verdict_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "shadow_run_started_at_id_idx" ON "shadow_run"("started_at" DESC, "id");

-- CreateIndex
CREATE INDEX "shadow_verdict_run_id_side_finding_id_at_idx" ON "shadow_verdict"("run_id", "side", "finding_id", "at");

-- CreateIndex
CREATE INDEX "alert_opened_at_idx" ON "alert"("opened_at");

-- AddForeignKey
ALTER TABLE "shadow_run" ADD CONSTRAINT "shadow_run_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shadow_run" ADD CONSTRAINT "shadow_run_started_by_fkey" FOREIGN KEY ("started_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shadow_tally" ADD CONSTRAINT "shadow_tally_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "shadow_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shadow_finding" ADD CONSTRAINT "shadow_finding_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "shadow_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shadow_picture" ADD CONSTRAINT "shadow_picture_run_id_side_finding_id_fkey" FOREIGN KEY ("run_id", "side", "finding_id") REFERENCES "shadow_finding"("run_id", "side", "finding_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shadow_verdict" ADD CONSTRAINT "shadow_verdict_run_id_side_finding_id_fkey" FOREIGN KEY ("run_id", "side", "finding_id") REFERENCES "shadow_finding"("run_id", "side", "finding_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shadow_verdict" ADD CONSTRAINT "shadow_verdict_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was said stays as it was said.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "shadow_verdict" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "shadow_verdict" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Which model an alert rests on is said by the signed manifest of its confirmed stage; alerts of before learn it from there.
UPDATE "alert" a
SET "model_name" = d."manifest"::json -> 'network' ->> 'name',
    "model_sha256" = d."manifest"::json -> 'network' ->> 'sha256'
FROM "dossier" d
WHERE d."finding_id" = a."finding_id" AND d."stage" = 'confirmed' AND d."part" IN ('whole', 'first')
  AND json_typeof(d."manifest"::json -> 'network') = 'object';
