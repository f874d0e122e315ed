#include <fmt/format.h>

#include "flux/printed_scalar.hpp"

namespace safeops::flux {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads the formats Go's YAML library takes for a time: 2006-1-2, with T, t or a blank before 15:4:5, and with a zone unless
// after the blank.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : text_(text) {}

  std::optional<std::string> run() {
    const int year = number(4, 4);
    if (failed_ || !take('-')) return {};
    const int month = number(1, 2);
    if (failed_ || !take('-')) return {};
    const int day = number(1, 2);
    if (failed_ || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return {};
    const std::string date = fmt::format("{:04}-{:02}-{:02}T", year, month, day);
    if (at_ == text_.size()) return date + "00:00:00Z";
    const bool blank = text_[at_] == ' ';
    if (!blank && text_[at_] != 'T' && text_[at_] != 't') return {};
    ++at_;
    return clock(date, blank);
  }

 private:
  std::optional<std::string> clock(const std::string& date, bool blank) {
    const int hour = number(1, 2);
    if (failed_ || !take(':')) return {};
    const int minute = number(1, 2);
    if (failed_ || !take(':')) return {};
    const int second = number(1, 2);
    if (failed_ || hour > 23 || minute > 59 || second > 59) return {};
    const std::string part = fraction();
    const std::string offset = blank ? "Z" : zone();
    if (failed_ || at_ != text_.size()) return {};
    return fmt::format("{}{:02}:{:02}:{:02}{}{}", date, hour, minute, second, part, offset);
  }

  static int days_in(int year, int month) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2) return leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  int number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < most && at_ < text_.size() && is_digit(text_[at_]); ++digits) value = value * 10 + (text_[at_++] - '0');
    failed_ = failed_ || digits < least;
    return value;
  }

  bool take(char c) {
    const bool here = at_ < text_.size() && text_[at_] == c;
    if (here) ++at_;
    return here;
  }

  // To the nanosecond, without zeros at its end.
  std::string fraction() {
    if (at_ + 1 >= text_.size() || (text_[at_] != '.' && text_[at_] != ',') || !is_digit(text_[at_ + 1])) return {};
    std::string digits;
    for (++at_; at_ < text_.size() && is_digit(text_[at_]); ++at_)
      if (digits.size() < 9) digits += text_[at_];
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits.empty() ? digits : '.' + digits;
  }

  std::string zone() {
    if (take('Z')) return "Z";
    const char sign = at_ < text_.size() ? text_[at_] : ' ';
    failed_ = failed_ || (sign != '+' && sign != '-');
    ++at_;
    const int hours = number(2, 2);
    failed_ = failed_ || !take(':');
    const int minutes = number(2, 2);
    failed_ = failed_ || hours > 24 || minutes > 60;
    return hours == 0 && minutes == 0 ? "Z" : fmt::format("{}{:02}:{:02}", sign, hours, minutes);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<std::string> printed_time(std::string_view text) {
  return TimeReader(text).run();
}

}  // namespace safeops::flux
