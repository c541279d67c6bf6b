-- CreateEnum
CREATE TYPE "SpeakerKind" AS ENUM ('onvif', 'http', 'phone', 'text_message', 'merchant_push', 'drone');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('zh', 'en');

-- CreateEnum
CREATE TYPE "UtteranceOutcome" AS ENUM ('delivered', 'not_delivered', 'unknown');

-- CreateTable
CREATE TABLE "speaker" (
    "source_id" TEXT NOT NULL,
    "kind" "SpeakerKind" NOT NULL,
    "url" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "sealed_secret" TEXT,
    "voice" TEXT NOT NULL,
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "speaker_pkey" PRIMARY KEY ("source_id")
);

-- CreateTable
CREATE TABLE "utterance" (
    "id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL DEFAULT 'root',
    "finding_id" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT,
    "key" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "text" TEXT NOT NULL,
    "phrase_kind" "ViolationKind",
    "phrase_version" INTEGER,
    "reason" TEXT NOT NULL,
    "again" BOOLEAN NOT NULL,
    "speaker_kind" "SpeakerKind" NOT NULL,
    "voice" TEXT NOT NULL,

    CONSTRAINT "utterance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "utterance_taken" (
    "utterance_id" TEXT NOT NULL,
    "worker_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "utterance_taken_pkey" PRIMARY KEY ("utterance_id")
);

-- CreateTable
CREATE TABLE "utterance_end" (
    "utterance_id" TEXT NOT NULL,
    "outcome" "UtteranceOutcome" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT,
    "proof" JSONB,

    CONSTRAINT "utterance_end_pkey" PRIMARY KEY ("utterance_id")
);

-- CreateTable
CREATE TABLE "phrase_version" (
    "id" TEXT NOT NULL,
    "kind" "ViolationKind" NOT NULL,
    "version" INTEGER NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "is_automatic" BOOLEAN NOT NULL,
    "clip" BYTEA,
    "clip_sha256" TEXT,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "drafted_by" TEXT NOT NULL,

    CONSTRAINT "phrase_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phrase_decision" (
    "phrase_id" TEXT NOT NULL,
    "is_approved" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,

    CONSTRAINT "phrase_decision_pkey" PRIMARY KEY ("phrase_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "utterance_key_key" ON "utterance"("key");

-- CreateIndex
CREATE INDEX "utterance_finding_id_idx" ON "utterance"("finding_id");

-- CreateIndex
CREATE INDEX "utterance_source_id_asked_at_idx" ON "utterance"("source_id", "asked_at");

-- CreateIndex
CREATE INDEX "utterance_voice_asked_at_idx" ON "utterance"("voice", "asked_at");

-- CreateIndex
CREATE UNIQUE INDEX "phrase_version_kind_version_key" ON "phrase_version"("kind", "version");

-- AddForeignKey
ALTER TABLE "speaker" ADD CONSTRAINT "speaker_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterance" ADD CONSTRAINT "utterance_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterance" ADD CONSTRAINT "utterance_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterance" ADD CONSTRAINT "utterance_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterance" ADD CONSTRAINT "utterance_asked_by_fkey" FOREIGN KEY ("asked_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterance_taken" ADD CONSTRAINT "utterance_taken_utterance_id_fkey" FOREIGN KEY ("utterance_id") REFERENCES "utterance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterance_end" ADD CONSTRAINT "utterance_end_utterance_id_fkey" FOREIGN KEY ("utterance_id") REFERENCES "utterance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phrase_version" ADD CONSTRAINT "phrase_version_drafted_by_fkey" FOREIGN KEY ("drafted_by") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phrase_decision" ADD CONSTRAINT "phrase_decision_phrase_id_fkey" FOREIGN KEY ("phrase_id") REFERENCES "phrase_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phrase_decision" ADD CONSTRAINT "phrase_decision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was to be said, who took it up and what came of it stay as they were; likewise wordings and who published them.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "utterance" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "utterance" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "utterance_taken" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "utterance_taken" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "utterance_end" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "utterance_end" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "phrase_version" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "phrase_version" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "phrase_decision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "phrase_decision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
