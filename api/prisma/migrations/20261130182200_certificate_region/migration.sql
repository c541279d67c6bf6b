-- AlterTable: where a certificate is good; null: where this installation is
ALTER TABLE "person" ADD COLUMN     "certificate_region" TEXT;
