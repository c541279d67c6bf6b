-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('operator', 'officer', 'admin');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('fixed', 'drone', 'kitchen');

-- CreateEnum
CREATE TYPE "ApprovalState" AS ENUM ('draft', 'technical_review', 'legal_review', 'published', 'in_use', 'suspended', 'retired');

-- CreateEnum
CREATE TYPE "ViolationKind" AS ENUM ('illegal_parking');

-- CreateEnum
CREATE TYPE "SealedStage" AS ENUM ('confirmed', 'closed');

-- CreateEnum
CREATE TYPE "FindingStage" AS ENUM ('opened', 'confirmed', 'closed');

-- CreateEnum
CREATE TYPE "ExhibitRole" AS ENUM ('segment', 'still', 'trace', 'overlay');

-- CreateEnum
CREATE TYPE "Standing" AS ENUM ('evidence', 'clue');

-- CreateEnum
CREATE TYPE "AlertStatus" AS ENUM ('new', 'claimed', 'dismissed', 'passed_on', 'agreed_once', 'rejected', 'filed');

-- CreateEnum
CREATE TYPE "DismissReason" AS ENUM ('not_a_violation', 'picture_unclear', 'plate_unreadable', 'outside_zone', 'hours_permit', 'has_permit', 'special_vehicle', 'stolen_or_cloned', 'emergency', 'handled_on_site', 'contradictory_signs', 'duplicate', 'device_or_clock_fault', 'below_standard', 'left_by_itself', 'test_picture', 'other');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('confirm', 'reject');

-- CreateEnum
CREATE TYPE "ChainLink" AS ENUM ('first', 'linked', 'waiting', 'broken');

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "certificate_number" TEXT,
    "certificate_until" TIMESTAMPTZ(3),
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "account" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "place" TEXT NOT NULL,
    "position" JSONB,
    "url" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "sealed_password" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "approval_state" "ApprovalState" NOT NULL DEFAULT 'draft',
    "approval_revision" INTEGER NOT NULL DEFAULT 0,
    "approval_basis" TEXT NOT NULL DEFAULT '',
    "video" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_lease" (
    "source_id" TEXT NOT NULL,
    "worker_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_lease_pkey" PRIMARY KEY ("source_id")
);

-- CreateTable
CREATE TABLE "zone_version" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "source_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "polygon" JSONB NOT NULL,
    "bays" JSONB NOT NULL,
    "hours" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zone_version_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "rule_version" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "zone_id" TEXT NOT NULL,
    "kind" "ViolationKind" NOT NULL,
    "params" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_version_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "worker_key" (
    "id" TEXT NOT NULL,
    "public_key_pem" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" TEXT NOT NULL,
    "kind" "ViolationKind" NOT NULL,
    "source_id" TEXT NOT NULL,
    "zone_id" TEXT NOT NULL,
    "zone_version" INTEGER NOT NULL,
    "rule_id" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier" (
    "id" TEXT NOT NULL,
    "finding_id" TEXT NOT NULL,
    "stage" "SealedStage" NOT NULL,
    "manifest" TEXT NOT NULL,
    "manifest_sha256" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "previous" TEXT,
    "chain_link" "ChainLink" NOT NULL,
    "standing" "Standing" NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exhibit" (
    "id" TEXT NOT NULL,
    "dossier_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "ExhibitRole" NOT NULL,
    "stage" "FindingStage" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "sm3" TEXT NOT NULL,
    "required" BOOLEAN NOT NULL,
    "object_key" TEXT NOT NULL,
    "version_id" TEXT,

    CONSTRAINT "exhibit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exhibit_access" (
    "exhibit_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "served_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "exhibit_access_pkey" PRIMARY KEY ("exhibit_id","person_id","session_id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" TEXT NOT NULL,
    "finding_id" TEXT NOT NULL,
    "kind" "ViolationKind" NOT NULL,
    "status" "AlertStatus" NOT NULL DEFAULT 'new',
    "version" INTEGER NOT NULL DEFAULT 1,
    "source_id" TEXT NOT NULL,
    "source_name" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "zone_name" TEXT NOT NULL,
    "standing" "Standing" NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "dismiss_reason" "DismissReason",

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_triager" (
    "alert_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,

    CONSTRAINT "alert_triager_pkey" PRIMARY KEY ("alert_id","person_id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "officer_id" TEXT NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "is_true" BOOLEAN NOT NULL,
    "is_clear" BOOLEAN NOT NULL,
    "is_complete" BOOLEAN NOT NULL,
    "is_accurate" BOOLEAN NOT NULL,
    "plate" TEXT,
    "reason" "DismissReason",
    "note" TEXT NOT NULL,
    "certificate_number" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "alert_id" TEXT NOT NULL,
    "plate" TEXT,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_counter" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "case_counter_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "previous" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_account_key" ON "person"("account");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "source_lease_worker_id_idx" ON "source_lease"("worker_id");

-- CreateIndex
CREATE INDEX "zone_version_source_id_idx" ON "zone_version"("source_id");

-- CreateIndex
CREATE INDEX "rule_version_zone_id_idx" ON "rule_version"("zone_id");

-- CreateIndex
CREATE INDEX "dossier_key_id_sequence_idx" ON "dossier"("key_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_finding_id_stage_key" ON "dossier"("finding_id", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "exhibit_dossier_id_name_key" ON "exhibit"("dossier_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "alert_finding_id_key" ON "alert"("finding_id");

-- CreateIndex
CREATE INDEX "alert_arrived_at_id_idx" ON "alert"("arrived_at" DESC, "id");

-- CreateIndex
CREATE INDEX "alert_status_idx" ON "alert"("status");

-- CreateIndex
CREATE UNIQUE INDEX "review_alert_id_officer_id_key" ON "review"("alert_id", "officer_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_number_key" ON "case"("number");

-- CreateIndex
CREATE UNIQUE INDEX "case_alert_id_key" ON "case"("alert_id");

-- CreateIndex
CREATE INDEX "case_plate_idx" ON "case"("plate");

-- CreateIndex
CREATE INDEX "case_filed_at_id_idx" ON "case"("filed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_sequence_idx" ON "audit_entry"("subject", "sequence");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_lease" ADD CONSTRAINT "source_lease_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zone_version" ADD CONSTRAINT "zone_version_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "worker_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exhibit" ADD CONSTRAINT "exhibit_dossier_id_fkey" FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exhibit_access" ADD CONSTRAINT "exhibit_access_exhibit_id_fkey" FOREIGN KEY ("exhibit_id") REFERENCES "exhibit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exhibit_access" ADD CONSTRAINT "exhibit_access_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_claimed_by_fkey" FOREIGN KEY ("claimed_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_triager" ADD CONSTRAINT "alert_triager_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_triager" ADD CONSTRAINT "alert_triager_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
